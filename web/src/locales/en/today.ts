export default {
  title: 'Today',
  rest: 'Rest day',
  restWhy: 'No session is planned. Rest is part of the plan.',
  meals: 'Meals',
  water: 'Water',
  drunk: '{drunk} of {target}',
  done: 'Done',
  eaten: 'Eaten',
  kcal: '{n} kcal',
} as const
