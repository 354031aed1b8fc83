import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** Page is what each page is in: its title, which is the document's too and is focused when the page opens. */
export function Page({ title, lead, width, children, actions }: { title: string; lead?: ComponentChildren; width?: 'narrow' | 'wide'; children: ComponentChildren; actions?: ComponentChildren }) {
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · Spotter`
  }, [title])
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.closest('nav')) head.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div class={width ? `page page-${width}` : 'page'}>
      <header class="stack">
        <div class="row spread"><h1 tabIndex={-1} ref={head}>{title}</h1>{actions}</div>
        {lead ? <p class="soft">{lead}</p> : null}
      </header>
      {children}
    </div>
  )
}
