import type { Today as Day, TodayMeal, TodaySession } from '../../api/schema'
import { useRead } from '../../data/query'
import { t } from '../../i18n'
import { clock, day, kg, ml, number } from '../../i18n/format'
import { Card, Page, Progress, Shown, Skeleton } from '../../ui'
import './today.css'

/** Today is the person's day: session or rest, meals, water. */
export default function Today() {
  const today = useRead('/today')
  return (
    <Page title={t('today.title')} lead={today.data ? day(today.data.date) : '\u00a0'}>
      <Shown of={today} wait={<Skeleton height="11rem" lines={3} />}>
        {(d) => (
          <>
            {d.session ? <SessionCard session={d.session} /> : <Card title={t('today.rest')}><p class="soft">{t('today.restWhy')}</p></Card>}
            <MealsCard day={d} />
            <Card title={t('today.water')}>
              <p class="figures">{t('today.drunk', { drunk: ml(d.water.drunk_ml), target: ml(d.water.target_ml) })}</p>
              <Progress label={t('today.water')} value={d.water.drunk_ml} of={d.water.target_ml} unseen />
            </Card>
          </>
        )}
      </Shown>
    </Page>
  )
}

function SessionCard({ session }: { session: TodaySession }) {
  return (
    <Card title={session.name} aside={<span class="tag">{session.state === 'completed' ? t('today.done') : clock(session.time)}</span>}>
      <p class="soft small">{session.reason}</p>
      <ul>
        {session.exercises.map((e) => (
          <li class="exercise" key={e.exercise}>
            <span>{e.name}</span>
            <span class="soft figures">{e.sets} × {e.reps_min === e.reps_max ? number(e.reps_min) : `${number(e.reps_min)}–${number(e.reps_max)}`}{e.load_kg ? ` · ${kg(e.load_kg)}` : ''}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function MealsCard({ day: d }: { day: Day }) {
  return (
    <Card title={t('today.meals')} aside={d.targets ? <span class="soft small figures">{t('today.kcal', { n: number(d.targets.energy.value, 0) })}</span> : undefined}>
      <ul>{d.meals.map((m) => <Meal key={m.id} meal={m} />)}</ul>
    </Card>
  )
}

function Meal({ meal }: { meal: TodayMeal }) {
  return (
    <li class="meal">
      <span class="soft small figures">{clock(meal.time)}</span>
      <span>{meal.name}</span>
      <span class="soft small figures">{meal.logged ? t('today.eaten') : meal.nutrition ? t('today.kcal', { n: number(meal.nutrition.kcal, 0) }) : ''}</span>
    </li>
  )
}
