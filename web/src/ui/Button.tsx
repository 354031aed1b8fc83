import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './Icon'

interface ButtonProps {
  children?: ComponentChildren
  onClick?: (event: MouseEvent) => void
  kind?: 'main' | 'quiet' | 'plain' | 'bad'
  type?: 'button' | 'submit'
  icon?: IconName
  /** The name of a button that shows its icon only. */
  label?: string
  /** A write is under way: the button stays focused and does nothing. */
  busy?: boolean
  disabled?: boolean
  wide?: boolean
  pressed?: boolean
  form?: string
}

/** Button stays in the tab order while it is busy or disabled, so that focus is never lost. */
export function Button({ children, onClick, kind = 'main', type = 'button', icon, label, busy, disabled, wide, pressed, form }: ButtonProps) {
  const off = Boolean(busy || disabled)
  const click = (event: MouseEvent) => {
    if (off) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <button type={type} class={look(kind, wide)} onClick={click} aria-disabled={off ? 'true' : undefined} aria-busy={busy ? 'true' : undefined} aria-label={label} aria-pressed={pressed} form={form}>
      {busy ? <span class="busy" aria-hidden="true" /> : icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  )
}

function look(kind: string, wide: boolean | undefined): string {
  return `button${kind === 'main' ? '' : ` button-${kind}`}${wide ? ' button-wide' : ''}`
}

/** ButtonLink looks like a button and leads to a page. */
export function ButtonLink({ href, children, kind = 'main', icon, wide, download }: { href: string; children: ComponentChildren; kind?: NonNullable<ButtonProps['kind']>; icon?: IconName; wide?: boolean; download?: string }) {
  return (
    <a href={href} class={look(kind, wide)} download={download}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </a>
  )
}
