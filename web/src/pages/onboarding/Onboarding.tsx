import { useEffect, useState } from 'preact/hooks'
import { send } from '../../api/client'
import type { About, Onboarding as State, OnboardingWithSafety, SafeAnswer } from '../../api/schema'
import { useDraft } from '../../data/draft'
import { invalidate, put, useRead } from '../../data/query'
import { useWrite } from '../../data/write'
import { loadMessages, pick, t } from '../../i18n'
import { settle } from '../../person'
import { go } from '../../router'
import type { PageProps } from '../../routes'
import { units } from '../../settings'
import { Button, ButtonLink, ErrorNote, Page, Progress, Shown, Skeleton } from '../../ui'
import { Asked } from './Asked'
import { Plans, stale } from './Plans'
import { faultsOf, isStep, nextAfter, order, skippable, starting, steps, suggested, tidy, type Fields, type Step, type Value } from './steps'

/** Onboarding asks the eleven steps, one a page, then shows the two first plans. */
export default function Onboarding({ params }: PageProps) {
  const state = useRead('/onboarding')
  if (!state.data) return <Page width="narrow" title={t('onboarding.title')}><Shown of={state} wait={<Skeleton height="3rem" lines={5} />}>{() => null}</Shown></Page>
  const at = whereTo(state.data, params['step'])
  if (at === 'done') return <Page width="narrow" title={t('onboarding.title')}><p>{t('onboarding.done')}</p><ButtonLink href="/today">{t('shell.today')}</ButtonLink></Page>
  return at === 'plans' ? <Plans key="plans" /> : <StepForm key={at} step={at} state={state.data} />
}

/** whereTo is what is shown: the consent before all else, what the address names, or what comes next. */
export function whereTo(state: State, wanted: string | undefined): Step | 'plans' | 'done' {
  if (state.complete) return 'done'
  if (!state.steps['consent']?.complete) return 'consent'
  if (isStep(wanted)) return wanted
  return isStep(state.next_step) ? state.next_step : 'plans'
}

function StepForm({ step, state }: { step: Step; state: State }) {
  const fields: Fields = steps[step]
  const answered = (s: Step) => state.steps[s]?.answer ?? undefined
  const [form, set, done] = useDraft<Value>(`onboarding.${step}`, starting(step, answered))
  const [faults, setFaults] = useState<Record<string, string>>({})
  const [after, setAfter] = useState<{ to: string; safety: SafeAnswer[] }>()
  const at = order.indexOf(step)
  const save = useWrite(async (answer: Value, key) => {
    const reply = await send<OnboardingWithSafety>('put', `/onboarding/steps/${step}`, { body: answer, key })
    return reply
  })
  const submit = async (value: Value) => {
    const answer = tidy(fields, value)
    const found = faultsOf(fields, answer)
    setFaults(found)
    if (Object.keys(found).length > 0) return
    const reply = await save.run(answer)
    if (!reply?.data) return
    const { safety = [], ...next } = reply.data
    done()
    if (step === 'about') {
      const about = answer as unknown as About
      await loadMessages(['onboarding', 'shell', 'problems'], pick([about.locale, ...navigator.languages]).language)
      await settle(about)
    }
    const to = `/onboarding/${nextAfter(step, (s) => next.steps[s]?.complete ?? false)}`
    if (safety.length > 0) setAfter({ to, safety })
    put('/onboarding', next, reply.etag)
    stale.set(true)
    void invalidate('/proposals')
    if (safety.length === 0) go(to)
  }
  useEffect(() => {
    if (Object.keys(faults).length > 0 || save.problem) document.querySelector<HTMLElement>('form [aria-invalid], form .fault')?.scrollIntoView({ block: 'center' })
    document.querySelector<HTMLElement>('form [aria-invalid]')?.focus()
  }, [faults, save.problem])
  const change = (next: Value) => {
    if (step === 'about' && (next['units'] === 'metric' || next['units'] === 'imperial')) units.set(next['units'])
    set(next)
  }
  const fault = (place: string) => faults[place] ?? save.problem?.faults.find((f) => f.location === `body.${place}`)?.message
  if (after) {
    return (
      <Page width="narrow" title={t(`onboarding.s_${step}`)}>
        <div class="note note-warn" role="alert">{after.safety.map((s) => <p key={s.kind}>{s.text}</p>)}</div>
        <Button onClick={() => go(after.to)}>{t('onboarding.continue')}</Button>
      </Page>
    )
  }
  return (
    <Page width="narrow" title={t(`onboarding.s_${step}`)} lead={t(`onboarding.l_${step}`)}>
      <Progress label={t('onboarding.progress')} value={at + 1} of={order.length} />
      <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); void submit(form) }}>
        <ErrorNote problem={save.problem} shown={shownPlaces(fields, form)} />
        <Asked fields={fields} value={form} onValue={change} fault={fault} />
        <Button type="submit" wide busy={save.busy}>{t('onboarding.continue')}</Button>
        {skippable.includes(step) ? <Button kind="quiet" wide busy={save.busy} onClick={() => void submit(suggested(step, answered))}>{t('onboarding.skip')}</Button> : null}
        {at > 0 ? <ButtonLink kind="plain" wide href={`/onboarding/${order[at - 1]}`}>{t('shell.back')}</ButtonLink> : null}
      </form>
    </Page>
  )
}

/** shownPlaces are the places that have their own fault; one inside of a list of words or chips has none. */
function shownPlaces(fields: Fields, value: Value, at = ''): string[] {
  return Object.entries(fields).flatMap(([name, f]) => {
    const place = at + name
    if (f.kind === 'rows') return ((value[name] as Value[] | undefined) ?? []).flatMap((row, i) => shownPlaces(f.of, row, `${place}[${i}].`))
    if (f.kind === 'parts') return shownPlaces(f.of, (value[name] as Value | undefined) ?? {}, `${place}.`)
    return f.kind === 'many' || f.kind === 'words' || f.kind === 'fixed' ? [] : [place]
  })
}
