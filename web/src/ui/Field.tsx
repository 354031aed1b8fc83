import type { ComponentChildren } from 'preact'
import { useEffect, useId, useState } from 'preact/hooks'
import { t } from '../i18n'
import { number } from '../i18n/format'
import { Icon } from './Icon'

/** What every field has: a label, a hint that always shows and a fault in its place. */
export interface FieldProps {
  label: string
  hint?: string | undefined
  fault?: string | undefined
}

/** Fault is a message at a field. */
export function Fault({ id, children }: { id?: string; children: ComponentChildren }) {
  return (
    <p class="fault" id={id}>
      <Icon name="alert" size={18} />
      <span>{children}</span>
    </p>
  )
}

/** Field places a label, a hint and a fault around a control, and ties them to it. */
export function Field({ label, hint, fault, control }: FieldProps & { control: (ids: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': 'true' | undefined }) => ComponentChildren }) {
  const id = useId()
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint ? <p class="hint" id={`${id}-hint`}>{hint}</p> : null}
      {control({ id, 'aria-describedby': described || undefined, 'aria-invalid': fault ? 'true' : undefined })}
      {fault ? <Fault id={`${id}-fault`}>{fault}</Fault> : null}
    </div>
  )
}

/** What an input may have besides. */
interface InputProps {
  name?: string
  autoComplete?: string
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'search'
  enterKeyHint?: 'enter' | 'done' | 'go' | 'next' | 'search' | 'send'
  required?: boolean
  readOnly?: boolean
  maxLength?: number
  placeholder?: string
  min?: string
  max?: string
}

/** TextField takes a line of text; type may be email, password, date, time. */
export function TextField({ label, hint, fault, value, onValue, ...rest }: FieldProps & InputProps & { type?: 'text' | 'email' | 'password' | 'date' | 'time' | 'search'; value: string; onValue: (v: string) => void }) {
  return <Field label={label} hint={hint} fault={fault} control={(ids) => <input class="input" {...(rest as object)} {...ids} value={value} onInput={(e) => onValue(e.currentTarget.value)} />} />
}

/** TextArea takes several lines. */
export function TextArea({ label, hint, fault, value, onValue, ...rest }: FieldProps & InputProps & { value: string; onValue: (v: string) => void }) {
  return <Field label={label} hint={hint} fault={fault} control={(ids) => <textarea class="input" {...(rest as object)} {...ids} value={value} onInput={(e) => onValue(e.currentTarget.value)} />} />
}

/**
 * NumberField takes a number as people write it, with a comma or a point; undefined while it is empty or none.
 * It keeps what is typed until the field is left.
 */
export function NumberField({ label, hint, fault, value, onValue, unit, digits = 0, ...rest }: FieldProps & InputProps & { value: number | undefined; onValue: (v: number | undefined) => void; unit?: string; digits?: number }) {
  const [typed, type] = useState<string>()
  useEffect(() => {
    if (typed !== undefined && parse(typed) !== value) type(undefined)
  }, [value])
  const written = value === undefined ? '' : number(value, digits).replace(/[\s.,](?=\d{3}(\D|$))/g, '')
  return (
    <Field label={unit ? `${label} (${unit})` : label} hint={hint} fault={fault} control={(ids) => (
      <input class="input figures" inputMode={digits > 0 ? 'decimal' : 'numeric'} autoComplete="off" {...(rest as object)} {...ids} value={typed ?? written}
        onInput={(e) => { type(e.currentTarget.value); onValue(parse(e.currentTarget.value)) }} onBlur={() => type(undefined)} />
    )} />
  )
}

/** parse reads a number with a comma or a point; undefined for anything else. */
export function parse(text: string): number | undefined {
  const plain = text.trim().replace(',', '.')
  return /^-?\d+(\.\d*)?$|^-?\.\d+$/.test(plain) ? Number(plain) : undefined
}

export interface Option<V extends string> {
  value: V
  label: string
  hint?: string
}

/** Select takes one of many. Up to about seven are better as Choices. */
export function Select<V extends string>({ label, hint, fault, value, onValue, options, empty }: FieldProps & { value: V | undefined; onValue: (v: V) => void; options: readonly Option<V>[]; empty?: string }) {
  return (
    <Field label={label} hint={hint} fault={fault} control={(ids) => (
      <select class="input" {...ids} value={value ?? ''} onChange={(e) => onValue(e.currentTarget.value as V)}>
        {empty !== undefined || value === undefined ? <option value="" disabled={empty === undefined}>{empty ?? t('shell.choose')}</option> : null}
        {options.map((o) => <option key={o.value} value={o.value}>{o.label}</option>)}
      </select>
    )} />
  )
}

interface GroupProps extends FieldProps {
  children: ComponentChildren
  class?: string
}

/** Group is a fieldset: several controls that answer one question. */
export function Group({ label, hint, fault, children, class: look = 'choices' }: GroupProps) {
  const id = useId()
  return (
    <fieldset class="field" aria-describedby={[hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined}>
      <legend>{label}</legend>
      {hint ? <p class="hint" id={`${id}-hint`}>{hint}</p> : null}
      <div class={look}>{children}</div>
      {fault ? <Fault id={`${id}-fault`}>{fault}</Fault> : null}
    </fieldset>
  )
}

/** Choices takes one of a few, all in sight. row places them side by side. */
export function Choices<V extends string>({ value, onValue, options, row, ...group }: Omit<GroupProps, 'children'> & { value: V | undefined; onValue: (v: V) => void; options: readonly Option<V>[]; row?: boolean }) {
  const name = useId()
  return (
    <Group {...group} class={row ? 'choices choices-row' : 'choices'}>
      {options.map((o) => (
        <label class="choice" key={o.value}>
          <input type="radio" name={name} value={o.value} checked={o.value === value} onChange={() => onValue(o.value)} />
          <span>{o.label}{o.hint ? <small>{o.hint}</small> : null}</span>
        </label>
      ))}
    </Group>
  )
}

/** Chips takes any number of many. */
export function Chips<V extends string>({ value, onValue, options, ...group }: Omit<GroupProps, 'children'> & { value: readonly V[]; onValue: (v: V[]) => void; options: readonly Option<V>[] }) {
  const toggle = (v: V) => onValue(value.includes(v) ? value.filter((x) => x !== v) : [...value, v])
  return (
    <Group {...group} class="chips">
      {options.map((o) => (
        <label class="choice" key={o.value}>
          <input type="checkbox" checked={value.includes(o.value)} onChange={() => toggle(o.value)} />
          {value.includes(o.value) ? <Icon name="check" size={18} /> : null}
          <span>{o.label}</span>
        </label>
      ))}
    </Group>
  )
}

/** Scale takes 1 to 5, with words for its ends. */
export function Scale({ value, onValue, low, high, ...group }: Omit<GroupProps, 'children'> & { value: number | undefined; onValue: (v: number) => void; low: string; high: string }) {
  const name = useId()
  return (
    <Group {...group} class="choices">
      <div class="scale">
        {[1, 2, 3, 4, 5].map((n) => (
          <label class="choice" key={n}>
            <input type="radio" name={name} checked={n === value} onChange={() => onValue(n)} aria-label={n === 1 ? `1, ${low}` : n === 5 ? `5, ${high}` : String(n)} />
            <span aria-hidden="true">{number(n)}</span>
          </label>
        ))}
      </div>
      <div class="scale-ends" aria-hidden="true"><span>{low}</span><span>{high}</span></div>
    </Group>
  )
}

/** Checkbox is a yes that stands in a sentence. */
export function Checkbox({ label, hint, fault, value, onValue, plain }: FieldProps & { value: boolean; onValue: (v: boolean) => void; plain?: boolean }) {
  const id = useId()
  return (
    <div class="field">
      <label class={plain ? 'choice choice-plain' : 'choice'}>
        <input type="checkbox" checked={value} onChange={(e) => onValue(e.currentTarget.checked)} aria-describedby={fault ? `${id}-fault` : undefined} aria-invalid={fault ? 'true' : undefined} />
        <span>{label}{hint ? <small>{hint}</small> : null}</span>
      </label>
      {fault ? <Fault id={`${id}-fault`}>{fault}</Fault> : null}
    </div>
  )
}

/** YesNo asks a question that has to be answered either way. */
export function YesNo({ value, onValue, ...group }: Omit<GroupProps, 'children'> & { value: boolean | undefined; onValue: (v: boolean) => void }) {
  return (
    <Choices<'yes' | 'no'> {...group} row value={value === undefined ? undefined : value ? 'yes' : 'no'} onValue={(v) => onValue(v === 'yes')}
      options={[{ value: 'no', label: t('shell.no') }, { value: 'yes', label: t('shell.yes') }]} />
  )
}
