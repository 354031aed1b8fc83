import type { ComponentChildren } from 'preact'
import { useId, useRef } from 'preact/hooks'

export interface Tab<V extends string> {
  value: V
  label: string
}

/** Tabs shows one of several panels; arrows move between them. */
export function Tabs<V extends string>({ label, tabs, value, onValue, children }: { label: string; tabs: readonly Tab<V>[]; value: V; onValue: (v: V) => void; children: ComponentChildren }) {
  const id = useId()
  const bar = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex((x) => x.value === value)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = tabs[(to + tabs.length) % tabs.length]!
    onValue(next.value)
    bar.current?.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${next.value}`)}`)?.focus()
  }
  return (
    <div class="stack">
      <div class="tabs" role="tablist" aria-label={label} ref={bar} onKeyDown={move}>
        {tabs.map((x) => (
          <button key={x.value} type="button" class="tab" role="tab" id={`${id}-${x.value}`} aria-selected={x.value === value} aria-controls={`${id}-panel`} tabIndex={x.value === value ? 0 : -1} onClick={() => onValue(x.value)}>
            {x.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`} class="stack">{children}</div>
    </div>
  )
}
