import { t } from '../../i18n'
import { weekday, weekdays } from '../../i18n/format'
import { useStore } from '../../data/store'
import { units } from '../../settings'
import { Button, Checkbox, Chips, Choices, Group, NumberField, Scale, Select, TextArea, TextField, YesNo } from '../../ui'
import { localeOptions, type Field, type Fields, type FieldWord, type OptionWord, type Value } from './steps'
import './onboarding.css'

interface AskedProps {
  fields: Fields
  value: Value
  onValue: (next: Value) => void
  /** The fault exactly at a place, such as workouts[0].time. */
  fault: (place: string) => string | undefined
  at?: string
}

/** Asked shows the fields of a step, a row or a part. */
export function Asked({ fields, value, onValue, fault, at = '' }: AskedProps) {
  return (
    <>
      {Object.entries(fields).map(([name, f]) => (
        <One key={name} name={name as FieldWord} field={f} value={value[name]} onValue={(v) => onValue({ ...value, [name]: v })} fault={fault} place={at + name} />
      ))}
    </>
  )
}

const worded = (options: readonly OptionWord[]) => options.map((value) => ({ value, label: t(`onboarding.o_${value}`) }))

function zones(current: string): { value: string; label: string }[] {
  const all = Intl.supportedValuesOf('timeZone')
  return (current && !all.includes(current) ? [current, ...all] : all).map((z) => ({ value: z, label: z.replaceAll('_', ' ') }))
}

interface OneProps {
  name: FieldWord
  field: Field
  value: unknown
  onValue: (v: unknown) => void
  fault: AskedProps['fault']
  place: string
}

function One({ name, field: f, value, onValue, fault, place }: OneProps) {
  const u = useStore(units)
  const label = t(`onboarding.f_${name}`)
  const of = { label: f.optional && f.kind !== 'rows' ? `${label} (${t('shell.optional')})` : label, hint: f.hint && t(`onboarding.h_${f.hint}`), fault: fault(place) }
  const text = (value as string | undefined) ?? ''
  switch (f.kind) {
    case 'fixed':
      return null
    case 'agree':
    case 'check':
      return <Checkbox {...of} value={value === true} onValue={onValue} />
    case 'yes':
      return <YesNo {...of} value={value as boolean | undefined} onValue={onValue} />
    case 'text':
    case 'date':
    case 'time':
      return <TextField {...of} type={f.kind} value={text} onValue={onValue} />
    case 'lines':
      return <TextArea {...of} maxLength={500} value={text} onValue={onValue} />
    case 'words':
      return <TextField {...of} value={((value as string[] | undefined) ?? []).join(',')} onValue={(v) => onValue(v === '' ? [] : v.split(','))} />
    case 'number': {
      const m = f.measure
      const shown = value as number | undefined
      return m
        ? <NumberField {...of} unit={m.unit(u)} digits={m.digits} value={shown === undefined || shown === null ? undefined : m.show(shown, u)} onValue={(v) => onValue(v === undefined ? undefined : m.read(v, u))} />
        : <NumberField {...of} digits={f.digits ?? 0} value={shown} onValue={onValue} />
    }
    case 'one':
      return f.options.length > 5 || f.optional
        ? <Select {...of} value={value as OptionWord | undefined} onValue={onValue} options={worded(f.options)} {...(f.optional ? { empty: '–' } : {})} />
        : <Choices {...of} value={value as OptionWord | undefined} onValue={onValue} options={worded(f.options)} />
    case 'many':
      return <Chips {...of} value={(value as OptionWord[] | undefined) ?? []} onValue={onValue} options={worded(f.options)} />
    case 'zone':
      return <Select {...of} value={text || undefined} onValue={onValue} options={zones(text)} />
    case 'locale':
      return <Select {...of} value={text || undefined} onValue={onValue} options={localeOptions(text)} />
    case 'weekday':
      return <Select {...of} value={text || undefined} onValue={onValue} options={weekdays.map((d) => ({ value: d as string, label: weekday(d) }))} />
    case 'scale':
      return <Scale {...of} value={value as number | undefined} onValue={onValue} low={t('onboarding.scaleLow')} high={t('onboarding.scaleHigh')} />
    case 'parts':
      return (
        <Group {...of} class="asked-row">
          <Asked fields={f.of} value={(value as Value | undefined) ?? {}} onValue={onValue} fault={fault} at={`${place}.`} />
        </Group>
      )
    case 'rows': {
      const rows = (value as Value[] | undefined) ?? []
      return (
        <Group {...of} class="stack">
          {rows.map((row, i) => (
            <div class="stack" role="group" aria-label={`${label} ${i + 1}`} key={i}>
              <div class="asked-row">
                <Asked fields={f.of} value={row} onValue={(next) => onValue(rows.map((r, at) => (at === i ? next : r)))} fault={fault} at={`${place}[${i}].`} />
              </div>
              <div><Button kind="plain" icon="trash" label={t('onboarding.removeRow', { what: `${label} ${i + 1}` })} onClick={() => onValue(rows.filter((_, at) => at !== i))} /></div>
            </div>
          ))}
          {rows.length < f.most ? <div><Button kind="quiet" icon="plus" label={t('onboarding.addRow', { what: label })} onClick={() => onValue([...rows, f.add()])}>{t('onboarding.add')}</Button></div> : null}
        </Group>
      )
    }
  }
}
