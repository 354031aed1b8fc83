import type { About, Constraints, Consent, Diet, Fitness, Goals, Hydration, Injury, Lifestyle, MealSlot, QuietHours, RecentLift, Schedule, Screening, Supplements, WorkoutSlot } from '../../api/schema'
import { languageNames, languages, t, tongue } from '../../i18n'
import type { English } from '../../i18n/messages'
import { height, volume, weight, type Measure } from '../../i18n/units'
import { units } from '../../settings'

/** The answer of every step, as the document has it. */
export interface Answers {
  consent: Consent
  about: About
  screening: Screening
  fitness: Fitness
  goals: Goals
  constraints: Constraints
  diet: Diet
  schedule: Schedule
  hydration: Hydration
  lifestyle: Lifestyle
  supplements: Supplements
}

export type Step = keyof Answers
/** What stands in a form: a step's answer that may not be whole yet. */
export type Value = Record<string, unknown>

type Word<P extends string> = keyof English['onboarding'] extends infer K ? (K extends `${P}_${infer N}` ? N : never) : never
/** The words of the options: each has a message. */
export type OptionWord = Word<'o'>
export type FieldWord = Word<'f'>

/** How a field is asked. Everything is required but what is optional. */
export type Field = { optional?: true; hint?: Word<'h'> } & (
  | { kind: 'fixed' }
  | { kind: 'agree' | 'yes' | 'check' | 'text' | 'lines' | 'date' | 'time' | 'zone' | 'locale' | 'weekday' | 'scale' | 'words' }
  | { kind: 'number'; min: number; max: number; digits?: number; measure?: Measure }
  | { kind: 'one' | 'many'; options: readonly OptionWord[] }
  | { kind: 'rows'; of: Fields; add: () => Value; least?: number; most: number }
  | { kind: 'parts'; of: Fields }
)
export type Fields = { [name: string]: Field }

/** A field of the answer that is missing here, or one too many, is a compile error. */
type FieldsOf<A> = { [K in keyof Required<A> & FieldWord]: Field } & { [K in Exclude<keyof A, FieldWord>]: never }

/** each lists all members of an enumeration of the document: one that is left out does not compile. */
const each = <V extends string>() => <const L extends readonly V[]>(list: [V] extends [L[number]] ? L : never): readonly (V & OptionWord)[] => list as unknown as readonly (V & OptionWord)[]

const goals = each<Goals['primary']>()(['muscle_gain', 'strength', 'fat_loss', 'general_fitness'])
const name: Field = { kind: 'text' }
const time: Field = { kind: 'time' }

const injury: FieldsOf<Injury> = {
  region: { kind: 'one', options: each<Injury['region']>()(['neck', 'shoulder', 'elbow', 'wrist', 'upper_back', 'lower_back', 'hip', 'knee', 'ankle']) },
  severity: { kind: 'one', options: each<Injury['severity']>()(['low', 'medium', 'high']) },
  note: { kind: 'text', optional: true },
}
const lift: FieldsOf<RecentLift> = {
  exercise: { kind: 'text' },
  weight_kg: { kind: 'number', min: 0, max: 600, digits: 1, measure: weight },
  reps: { kind: 'number', min: 1, max: 100 },
  rir: { kind: 'number', min: 0, max: 10, optional: true },
}
const workout: FieldsOf<WorkoutSlot> = { weekday: { kind: 'weekday' }, time }
const meal: FieldsOf<MealSlot> = { name, time }
const quiet: FieldsOf<QuietHours> = { from: time, to: time }

/** The eleven steps in their order, and what each asks. */
export const steps: { [S in Step]: FieldsOf<Answers[S]> } = {
  consent: { terms_version: { kind: 'fixed' }, accepts_guidance_only: { kind: 'agree' }, accepts_data_processing: { kind: 'agree' } },
  about: {
    locale: { kind: 'locale' },
    units: { kind: 'one', options: each<About['units']>()(['metric', 'imperial']) },
    birth_date: { kind: 'date', hint: 'birth_date' },
    sex: { kind: 'one', options: each<About['sex']>()(['female', 'male', 'unspecified']), hint: 'sex' },
    height_cm: { kind: 'number', min: 100, max: 250, digits: 1, measure: height },
    weight_kg: { kind: 'number', min: 30, max: 300, digits: 1, measure: weight },
    daily_activity: { kind: 'one', options: each<About['daily_activity']>()(['sedentary', 'light', 'moderate', 'high', 'very_high']), hint: 'daily_activity' },
    time_zone: { kind: 'zone' },
  },
  screening: {
    heart_condition: { kind: 'yes' }, chest_pain: { kind: 'yes' }, dizziness_or_fainting: { kind: 'yes' }, bone_or_joint_problem: { kind: 'yes' },
    heart_or_pressure_medication: { kind: 'yes' }, pregnancy_or_recent_birth: { kind: 'yes' }, eating_disorder_history: { kind: 'yes' }, other_reason: { kind: 'yes' },
    note: { kind: 'lines', optional: true },
    cleared_on: { kind: 'date', optional: true, hint: 'cleared_on' },
  },
  fitness: {
    level: { kind: 'one', options: each<Fitness['level']>()(['beginner', 'intermediate', 'advanced']) },
    experience_months: { kind: 'number', min: 0, max: 960 },
    sessions_per_week_now: { kind: 'number', min: 0, max: 14 },
    recent_lifts: { kind: 'rows', of: lift, add: () => ({}), most: 30, optional: true, hint: 'recent_lifts' },
  },
  goals: {
    primary: { kind: 'one', options: goals },
    secondary: { kind: 'one', options: goals, optional: true },
    target_weight_kg: { kind: 'number', min: 30, max: 300, digits: 1, measure: weight, optional: true },
    target_date: { kind: 'date', optional: true },
    in_own_words: { kind: 'lines', optional: true },
  },
  constraints: {
    location: { kind: 'one', options: each<Constraints['location']>()(['home', 'gym', 'both']) },
    equipment: { kind: 'many', options: each<Constraints['equipment'][number]>()(['bench', 'barbell', 'dumbbell', 'kettlebell', 'cable', 'machine', 'pull_up_bar', 'bands', 'rings', 'box', 'medicine_ball', 'cardio_machine']), hint: 'equipment' },
    session_minutes: { kind: 'number', min: 20, max: 180 },
    injuries: { kind: 'rows', of: injury, add: () => ({}), most: 20 },
  },
  diet: {
    pattern: { kind: 'one', options: each<Diet['pattern']>()(['omnivore', 'pescatarian', 'vegetarian', 'eggetarian', 'vegan', 'jain', 'halal', 'kosher', 'keto', 'paleo', 'mediterranean']) },
    allergies: { kind: 'many', options: each<Diet['allergies'][number]>()(['gluten', 'crustaceans', 'eggs', 'fish', 'peanuts', 'soy', 'milk', 'tree_nuts', 'celery', 'mustard', 'sesame', 'sulphites', 'lupin', 'molluscs']) },
    intolerances: { kind: 'many', options: each<Diet['intolerances'][number]>()(['lactose', 'fructose', 'histamine', 'fodmap', 'caffeine']) },
    dislikes: { kind: 'words', optional: true, hint: 'words' },
    cuisines: { kind: 'words', optional: true, hint: 'words' },
    cooking_minutes: { kind: 'number', min: 5, max: 240 },
    meals_per_day: { kind: 'number', min: 2, max: 6 },
  },
  schedule: {
    workouts: { kind: 'rows', of: workout, add: () => ({ time: '17:30' }), least: 1, most: 7 },
    meals: { kind: 'rows', of: meal, add: () => ({}), least: 2, most: 6, hint: 'meals' },
    quiet_hours: { kind: 'parts', of: quiet, hint: 'quiet_hours' },
  },
  hydration: {
    target_ml: { kind: 'number', min: 500, max: 10000, measure: volume },
    enabled: { kind: 'check' },
    reminder_minutes: { kind: 'number', min: 15, max: 480 },
  },
  lifestyle: { energy: { kind: 'scale' }, stress: { kind: 'scale' }, sleep_quality: { kind: 'scale' }, sleep_hours: { kind: 'number', min: 3, max: 14, digits: 1 } },
  supplements: {
    interested: { kind: 'check' },
    current: { kind: 'words', optional: true, hint: 'words' },
    medicines: { kind: 'many', options: each<Supplements['medicines'][number]>()(['anticoagulant', 'antidepressant', 'thyroid', 'diabetes', 'blood_pressure', 'statin', 'immunosuppressant', 'contraceptive', 'stimulant', 'other']), hint: 'medicines' },
  },
}

export const order = Object.keys(steps) as Step[]
export const isStep = (word: string | null | undefined): word is Step => order.includes(word as Step)

/** The steps that may be taken as they are suggested. */
export const skippable: readonly Step[] = ['hydration', 'lifestyle', 'supplements']

/** The version of the terms that the consent sums up. */
const termsVersion = '2026-11'

const mealTimes: Record<number, readonly [word: 'breakfast' | 'snack' | 'lunch' | 'dinner', time: string][]> = {
  2: [['lunch', '12:00'], ['dinner', '19:00']],
  3: [['breakfast', '07:30'], ['lunch', '12:30'], ['dinner', '19:00']],
  4: [['breakfast', '07:00'], ['lunch', '12:00'], ['snack', '16:00'], ['dinner', '20:00']],
  5: [['breakfast', '07:00'], ['snack', '10:00'], ['lunch', '13:00'], ['snack', '16:00'], ['dinner', '19:30']],
  6: [['breakfast', '07:00'], ['snack', '09:30'], ['lunch', '12:00'], ['snack', '15:00'], ['dinner', '18:00'], ['snack', '21:00']],
}

/** mealsFor suggests so many meals. The words are those by which the meal plan tells breakfasts and snacks from mains. */
function mealsFor(n: number): MealSlot[] {
  const all = mealTimes[n] ?? mealTimes[4]!
  const count: Record<string, number> = {}
  return all.map(([word, at]) => {
    count[word] = (count[word] ?? 0) + 1
    const label = t(`onboarding.m_${word}`)
    return { name: count[word] > 1 ? `${label} ${count[word]}` : label, time: at }
  })
}

/** suggested is what a form starts with where nothing was answered: never an answer about health. */
export function suggested(step: Step, answered: (step: Step) => unknown): Value {
  switch (step) {
    case 'consent':
      return { terms_version: termsVersion, accepts_guidance_only: false, accepts_data_processing: false }
    case 'about':
      return { locale: tongue.get().tag, units: units.get(), time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone }
    case 'constraints':
      return { equipment: [], injuries: [], session_minutes: 60 }
    case 'diet':
      return { allergies: [], intolerances: [], dislikes: [], cuisines: [], cooking_minutes: 40, meals_per_day: 4 }
    case 'schedule':
      return {
        workouts: (['monday', 'wednesday', 'friday'] as const).map((weekday): WorkoutSlot => ({ weekday, time: '17:30' })),
        meals: mealsFor((answered('diet') as Diet | undefined)?.meals_per_day ?? 4),
        quiet_hours: { from: '22:00', to: '07:00' },
      }
    case 'hydration': {
      const kilos = (answered('about') as About | undefined)?.weight_kg
      return { target_ml: kilos ? Math.max(500, Math.round((kilos * 33) / 250) * 250) : 2500, reminder_minutes: 120, enabled: true }
    }
    case 'lifestyle':
      return { energy: 3, stress: 3, sleep_quality: 3, sleep_hours: 7 }
    case 'supplements':
      return { interested: false, current: [], medicines: [] }
    default:
      return {}
  }
}

/** starting is what a form shows: what was answered, over what is suggested. Meals that no longer are as many as the diet says are suggested anew. */
export function starting(step: Step, answered: (step: Step) => unknown): Value {
  const before = { ...(answered(step) as Value | undefined) }
  const wanted = (answered('diet') as Diet | undefined)?.meals_per_day
  if (step === 'schedule' && wanted && (before['meals'] as MealSlot[] | undefined)?.length !== wanted) delete before['meals']
  return { ...suggested(step, answered), ...before }
}

const empty = (v: unknown) => v === undefined || v === null || v === ''

/** tidy leaves out what was not answered, so that an optional field that was emptied is absent. */
export function tidy(fields: Fields, value: Value): Value {
  const out: Value = {}
  for (const [key, f] of Object.entries(fields)) {
    const v = value[key]
    if (f.kind === 'rows') {
      const rows = (v as Value[] | undefined) ?? []
      if (rows.length > 0 || !f.optional) out[key] = rows.map((r) => tidy(f.of, r))
    } else if (f.kind === 'parts') out[key] = tidy(f.of, (v as Value | undefined) ?? {})
    else if (f.kind === 'words') out[key] = ((v as string[] | undefined) ?? []).map((w) => w.trim()).filter(Boolean)
    else if (!empty(v)) out[key] = typeof v === 'string' ? v.trim() : v
  }
  return out
}

/** faultsOf finds what the server would refuse, by place: workouts[0].time. */
export function faultsOf(fields: Fields, value: Value, at = ''): Record<string, string> {
  let faults: Record<string, string> = {}
  for (const [key, f] of Object.entries(fields)) {
    const v = value[key]
    const place = at + key
    if (f.kind === 'rows') {
      const rows = (v as Value[] | undefined) ?? []
      if (rows.length < (f.least ?? 0)) faults[place] = t('onboarding.atLeast', { n: f.least ?? 0 })
      rows.forEach((row, i) => (faults = { ...faults, ...faultsOf(f.of, row, `${place}[${i}].`) }))
    } else if (f.kind === 'parts') faults = { ...faults, ...faultsOf(f.of, (v as Value | undefined) ?? {}, `${place}.`) }
    else if (f.kind === 'agree') {
      if (v !== true) faults[place] = t('onboarding.mustAgree')
    } else if (empty(v)) {
      if (!f.optional) faults[place] = t('onboarding.required')
    } else if (f.kind === 'number' && ((v as number) < f.min || (v as number) > f.max)) {
      const shown = (n: number) => String(f.measure ? Math.round(f.measure.show(n, units.get())) : n)
      faults[place] = t('onboarding.between', { min: shown(f.min), max: shown(f.max) })
    } else if (f.kind === 'number' && !f.digits && !f.measure && !Number.isInteger(v)) faults[place] = t('onboarding.whole')
  }
  return faults
}

/** nextAfter is where Continue leads: the next step that is open, then one that was left open before, then the plans. */
export function nextAfter(step: Step, complete: (step: Step) => boolean): Step | 'plans' {
  const open = order.filter((s) => s !== step && !complete(s))
  return open.find((s) => order.indexOf(s) > order.indexOf(step)) ?? open[0] ?? 'plans'
}

/** localeOptions are the languages of the client, and the browser's own tag of one of them. */
export function localeOptions(current: string): { value: string; label: string }[] {
  const all = languages.map((l) => ({ value: l as string, label: languageNames[l] }))
  if (!current || all.some((o) => o.value === current)) return all
  const base = languages.find((l) => l === current.split('-')[0])
  return [{ value: current, label: base ? `${languageNames[base]} (${current})` : current }, ...all]
}
