import { useEffect, useState } from 'preact/hooks'
import { api } from '../../api/client'
import { Problem } from '../../api/problem'
import type { MealPlan, Proposal, ProposalWithSafety, TrainingPlan } from '../../api/schema'
import { invalidate, useRead } from '../../data/query'
import { store, useStore } from '../../data/store'
import { useWrite } from '../../data/write'
import { t } from '../../i18n'
import { clock, number, weekday, type Weekday } from '../../i18n/format'
import { go } from '../../router'
import { session, updateUser } from '../../session'
import { Button, ButtonLink, Card, ErrorNote, Page, Shown, Skeleton, TextField } from '../../ui'

type Kind = 'training' | 'meals'
const kinds: readonly Kind[] = ['training', 'meals']
const waitsFor = { training: 'training_plan', meals: 'meal_plan' } as const

/** Whether an answer was saved since the plans were shown: a proposal that waits is then made of old answers. */
export const stale = store(false)

/** Plans shows the two first proposals, made now where none waits, and completes the onboarding once both are accepted. */
export function Plans() {
  const state = useRead('/onboarding')
  const pending = useRead('/proposals', { query: { state: 'pending', limit: 100 } })
  const [made, setMade] = useState<Partial<Record<Kind, ProposalWithSafety>>>({})
  const [old, setOld] = useState(stale.get())
  const [remade, setRemade] = useState(false)
  useEffect(() => stale.set(false), [])
  const who = useStore(session)
  const open = kinds.filter((k) => state.data?.missing.includes(waitsFor[k]))
  const found = (kind: Kind): ProposalWithSafety | undefined => made[kind] ?? (old ? undefined : pending.data?.items.find((p: Proposal) => p.kind === kind))
  const finish = useWrite(async (ids: string[], key) => {
    try {
      for (const id of ids) await api.post('/proposals/{id}/accept', { path: { id }, key: `${key}.${id}` })
    } catch (thrown) {
      if (!(thrown instanceof Problem && thrown.code === 'base_changed')) throw thrown
      await invalidate('/onboarding') // what was accepted before it is no longer waited for
      setOld(true)
      setMade({})
      setRemade(true)
      return false
    }
    await api.post('/onboarding/complete', { key: `${key}.complete` })
    return true
  })
  const accept = async () => {
    const ids = open.map((k) => found(k)?.id).filter((id) => id !== undefined)
    if (!(await finish.run(ids))) return
    if (who.state === 'in') updateUser({ ...who.user, onboarded: true })
    go('/today', { replace: true })
    void invalidate()
  }
  const refresh = async () => {
    // What was accepted before a later part failed is no longer waited for.
    setMade({})
    finish.clear()
    await invalidate('/onboarding', '/proposals')
  }
  const ready = open.every((k) => found(k))
  return (
    <Page title={t('onboarding.plansTitle')} lead={t('onboarding.plansLead')}>
      <Shown of={pending} wait={<Skeleton height="8rem" lines={2} />}>
        {() => (
          <>
            {kinds.map((k) => open.includes(k)
              ? <Part key={k} kind={k} proposal={found(k)} onMade={(p) => setMade((m) => ({ ...m, [k]: p }))} />
              : <Card key={k} title={t(`onboarding.plan_${k}`)}><p>{t('onboarding.accepted')}</p></Card>)}
            <div role="status">{remade ? <p class="note note-warn">{t('onboarding.remade')}</p> : null}</div>
            <ErrorNote problem={finish.problem} onRetry={() => void refresh()} />
            <Button wide busy={finish.busy} disabled={!ready} onClick={() => void accept()}>{t('onboarding.acceptBoth')}</Button>
            <ButtonLink kind="plain" wide href="/onboarding/supplements">{t('onboarding.changeAnswers')}</ButtonLink>
          </>
        )}
      </Shown>
    </Page>
  )
}

function Part({ kind, proposal, onMade }: { kind: Kind; proposal: ProposalWithSafety | undefined; onMade: (p: ProposalWithSafety) => void }) {
  const [wish, setWish] = useState('')
  const make = useWrite(async (instructions: string, key) => {
    const input = { body: instructions ? { instructions } : {}, key, patience: 90_000 }
    return kind === 'training' ? api.post('/plans/training/proposals', input) : api.post('/plans/meals/proposals', input)
  })
  const propose = async (instructions: string) => {
    const p = await make.run(instructions)
    if (!p) return
    setWish('')
    onMade(p)
    void invalidate('/proposals')
  }
  useEffect(() => {
    if (!proposal) void propose('')
  }, [proposal?.id])
  return (
    <Card title={t(`onboarding.plan_${kind}`)}>
      {proposal?.safety?.map((s) => <p class="note note-warn" key={s.kind}>{s.text}</p>)}
      {proposal ? (
        <>
          <p><strong>{proposal.summary}</strong></p>
          <p class="soft">{proposal.reason}</p>
          {kind === 'training' ? <Sessions plan={proposal.after as TrainingPlan} /> : <Meals plan={proposal.after as MealPlan} />}
        </>
      ) : make.problem ? null : <div role="status"><p class="soft">{t('onboarding.making')}</p><Skeleton lines={3} /></div>}
      <ErrorNote problem={make.problem} onRetry={() => void propose(wish.trim())} />
      {proposal ? (
        <form class="stack" onSubmit={(event) => { event.preventDefault(); void propose(wish.trim()) }}>
          <TextField label={t('onboarding.wish')} hint={kind === 'training' ? t('onboarding.wishTraining') : t('onboarding.wishMeals')} value={wish} onValue={setWish} maxLength={500} />
          <div><Button type="submit" kind="quiet" busy={make.busy}>{t('onboarding.again')}</Button></div>
        </form>
      ) : null}
    </Card>
  )
}

function Sessions({ plan }: { plan: TrainingPlan }) {
  return (
    <ul>
      {plan.days.map((d) => (
        <li key={d.weekday}>
          <strong>{weekday(d.weekday as Weekday)}, {clock(d.time)}: {d.name}</strong> <span class="soft small">{t('onboarding.minutes', { n: d.minutes })}</span>
          <div class="soft small">{d.exercises.map((e) => e.name).join(', ')}</div>
        </li>
      ))}
    </ul>
  )
}

function Meals({ plan }: { plan: MealPlan }) {
  const first = plan.days[0]
  if (!first) return null
  return (
    <>
      <p class="small soft">{t('onboarding.example', { day: weekday(first.weekday as Weekday) })}</p>
      <ul>
        {first.meals.map((m) => (
          <li key={m.id}>{clock(m.time)}: {m.name}{m.nutrition ? <span class="soft small figures"> · {t('onboarding.kcal', { n: number(m.nutrition.kcal, 0) })}</span> : null}</li>
        ))}
      </ul>
    </>
  )
}
