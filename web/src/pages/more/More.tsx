import { useStore } from '../../data/store'
import { t } from '../../i18n'
import { setTheme, theme, type Theme } from '../../settings'
import { signOut } from '../../session'
import { Button, Card, Choices, Page } from '../../ui'

/** More leads to everything that has no place of its own in the navigation. */
export default function More() {
  return (
    <Page title={t('shell.more')}>
      <Card title={t('more.look')}>
        <Choices<Theme> label={t('more.theme')} row value={useStore(theme)} onValue={setTheme} options={[
          { value: 'system', label: t('more.system') }, { value: 'light', label: t('more.light') }, { value: 'dark', label: t('more.dark') },
        ]} />
      </Card>
      <div><Button kind="quiet" icon="leave" onClick={() => void signOut()}>{t('more.signOut')}</Button></div>
    </Page>
  )
}
