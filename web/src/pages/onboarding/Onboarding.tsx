import { t } from '../../i18n'
import { Page } from '../../ui'

export default function Onboarding() {
  return <Page title={t('onboarding.title')}><p /></Page>
}
