import type { ComponentChildren } from 'preact'
import type { Resource } from '../data/query'
import { number, percent } from '../i18n/format'
import { t } from '../i18n'
import { ErrorNote } from './ErrorNote'
import { Icon, type IconName } from './Icon'

/** Card is a box with a heading. */
export function Card({ title, children, tint, aside }: { title?: string; children: ComponentChildren; tint?: boolean; aside?: ComponentChildren }) {
  return (
    <section class={tint ? 'card card-tint' : 'card'}>
      {title ? <div class="row spread"><h2>{title}</h2>{aside}</div> : null}
      {children}
    </section>
  )
}

/** Skeleton holds the place of what is being read; give it the height of what comes, so that nothing moves. */
export function Skeleton({ height, lines = 1 }: { height?: string; lines?: number }) {
  return (
    <div class="stack" aria-hidden="true">
      {Array.from({ length: lines }, (_, i) => <span key={i} class="skeleton" style={{ height: height ?? '1rem' }} />)}
    </div>
  )
}

/** Progress is a bar with its share in words. */
export function Progress({ label, value, of, unseen }: { label: string; value: number; of: number; unseen?: boolean }) {
  const share = of > 0 ? Math.min(1, Math.max(0, value / of)) : 0
  return (
    <div class="stack">
      <div class={unseen ? 'unseen' : 'row spread small soft'}><span>{label}</span><span class="figures">{number(value, 0)} / {number(of, 0)}</span></div>
      <div class="progress" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={of} aria-valuenow={value} aria-valuetext={percent(share)}>
        <i style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  )
}

/** EmptyState says that there is nothing, why, and what to do. */
export function EmptyState({ icon, title, children }: { icon: IconName; title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <Icon name={icon} size={40} />
      <h2>{title}</h2>
      {children}
    </div>
  )
}

/** Shown waits for a resource: a skeleton first, an error with another try, then what it is for. Old data stays beside an error. */
export function Shown<T>({ of, wait, children }: { of: Resource<T>; wait?: ComponentChildren; children: (data: T) => ComponentChildren }) {
  return (
    <>
      {of.problem ? <ErrorNote problem={of.problem} onRetry={() => void of.reload()} /> : null}
      {of.data !== undefined ? children(of.data) : of.problem ? null : <div role="status"><span class="unseen">{t('shell.loading')}</span>{wait ?? <Skeleton height="6rem" lines={3} />}</div>}
    </>
  )
}
