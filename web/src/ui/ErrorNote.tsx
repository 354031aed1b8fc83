import type { Problem } from '../api/problem'
import { has, t, tongue } from '../i18n'
import { Button } from './Button'

/** sentence is what happened and what to do: as the server says it, and in another language than its own by the code. */
export function sentence(p: Problem): string {
  const key = `problems.${p.code}`
  if (p.detail && p.status > 0 && tongue.get().language === 'en') return p.detail
  if (has(key)) return t(key as 'problems.offline')
  return p.detail || t('problems.broken')
}

/** Faults that no field of the page shows are listed; shown names the fields that do. */
function rest(p: Problem, shown: readonly string[]): string[] {
  const placed = (location: string) => shown.some((s) => location === `body.${s}` || location.startsWith(`body.${s}.`) || location.startsWith(`body.${s}[`))
  return p.faults.filter((f) => !placed(f.location)).map((f) => `${f.location.replace(/^body\.?/, '')}: ${f.message}`)
}

/**
 * ErrorNote shows a problem: what happened, what to do, another try where that may help, and the request's id
 * for whoever runs the server.
 */
export function ErrorNote({ problem, onRetry, shown = [] }: { problem: Problem | undefined; onRetry?: () => void; shown?: readonly string[] }) {
  return (
    <div role="alert">
      {problem && problem.code !== 'session_ended' ? (
        <div class="note note-bad">
          {problem.safety.map((s) => <p key={s.kind}><strong>{s.text}</strong></p>)}
          <p>{sentence(problem)}</p>
          {rest(problem, shown).map((line) => <p key={line}>{line}</p>)}
          {problem.requestId && problem.status >= 500 ? <p class="small">{t('problems.request')} <code>{problem.requestId}</code></p> : null}
          {onRetry ? <div><Button kind="quiet" onClick={onRetry}>{t('shell.retry')}</Button></div> : null}
        </div>
      ) : null}
    </div>
  )
}
