import { hashOf } from '../app/route.js';
import { t } from '../i18n/translate.js';
import { Icon } from '../ui/icon.js';

/** The picture of an open job, and the way to another one. */
export function PictureHead({ name, url }: { name: string; url: string | null }) {
  return (
    <div class="picture-head">
      <span class="picture-small">{url !== null && <img src={url} alt="" width="44" height="44" />}</span>
      <h1 class="picture-title">{name}</h1>
      <a class="button button-quiet" href={hashOf({ page: 'studio' })} aria-label={t('header.new')}>
        <Icon name="plus" />
        <span class="wide-only">{t('header.new')}</span>
      </a>
    </div>
  );
}
