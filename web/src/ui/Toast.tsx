import { store, useStore } from '../data/store'
import { t } from '../i18n'
import { Button } from './Button'

interface Toast {
  id: number
  text: string
  undo?: (() => void) | undefined
}

const toasts = store<Toast[]>([])
let last = 0

/** toast says in passing what has happened; with undo it stays for ten seconds, else for five. */
export function toast(text: string, undo?: () => void): void {
  const id = ++last
  toasts.set([...toasts.get().slice(-2), { id, text, undo }])
  setTimeout(() => close(id), undo ? 10_000 : 5_000)
}

function close(id: number): void {
  toasts.set(toasts.get().filter((x) => x.id !== id))
}

/** clearToasts takes all away, when the person changes. */
export function clearToasts(): void {
  toasts.set([])
}

/** Toasts is where they show. It is always on the page, so that screen readers hear what comes. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {useStore(toasts).map((x) => (
        <div class="toast" key={x.id}>
          <span>{x.text}</span>
          {x.undo ? <Button kind="plain" onClick={() => { close(x.id); x.undo?.() }}>{t('shell.undo')}</Button> : <Button kind="plain" icon="close" label={t('shell.close')} onClick={() => close(x.id)} />}
        </div>
      ))}
    </div>
  )
}
