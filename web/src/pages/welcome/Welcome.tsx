import { useEffect } from 'preact/hooks'
import { t } from '../../i18n'
import { ButtonLink, Icon, Mark } from '../../ui'
import './welcome.css'

/** Welcome is what somebody sees who is not signed in. */
export default function Welcome() {
  useEffect(() => {
    document.title = 'Spotter'
  }, [])
  return (
    <div class="welcome">
      <div class="welcome-brand"><Mark size={36} />Spotter</div>
      <div class="stack">
        <h1>{t('welcome.title')}</h1>
        <p class="welcome-lead">{t('welcome.lead')}</p>
      </div>
      <div class="row">
        <ButtonLink href="/sign-up">{t('welcome.signUp')}</ButtonLink>
        <ButtonLink href="/sign-in" kind="quiet">{t('shell.signIn')}</ButtonLink>
      </div>
      <ul>
        <li><Icon name="check" /><span>{t('welcome.once')}</span></li>
        <li><Icon name="check" /><span>{t('welcome.yours')}</span></li>
        <li><Icon name="check" /><span>{t('welcome.why')}</span></li>
      </ul>
      <footer class="small soft stack">
        <p>{t('welcome.guidance')}</p>
        <p><a href="/docs/">{t('welcome.api')}</a></p>
      </footer>
    </div>
  )
}
