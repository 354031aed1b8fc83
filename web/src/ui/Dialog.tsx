import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { t } from '../i18n'
import { Button } from './Button'

/**
 * Dialog is a sheet from below on a phone and a box on a laptop. The browser's own modal keeps focus inside,
 * closes on Escape and gives focus back. Render it only while it is open.
 */
export function Dialog({ title, onClose, children, lasting }: { title: string; onClose: () => void; children: ComponentChildren; /** No way out but the ones inside. */ lasting?: boolean }) {
  const box = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const opener = document.activeElement as HTMLElement | null
    const dialog = box.current
    if (dialog && !dialog.open) dialog.showModal()
    return () => {
      dialog?.close()
      if (opener?.isConnected) opener.focus()
    }
  }, [])
  const outside = (event: MouseEvent) => {
    if (event.target === box.current && !lasting) onClose()
  }
  return (
    <dialog class="dialog" ref={box} aria-labelledby={id} onClick={outside} onCancel={(e) => { e.preventDefault(); if (!lasting) onClose() }}>
      <div class="dialog-body">
        <div class="dialog-head">
          <h2 id={id}>{title}</h2>
          {lasting ? null : <Button kind="plain" icon="close" label={t('shell.close')} onClick={onClose} />}
        </div>
        {children}
      </div>
    </dialog>
  )
}
