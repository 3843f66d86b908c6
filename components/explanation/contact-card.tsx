import type { Explanation } from '../../lib/explain/index.ts';
import { SafeLink } from './safe-link.tsx';

/** The one hotline or office that fits first, at first sight: name, number to call, site, and what it is for. */
export function ContactCard({ explanation: { help, labels } }: { explanation: Explanation }) {
  if (!help) return null;
  const { text, phone, url, note, noteLang, lang } = help;
  return (
    <p class="rf-contact">
      <strong lang={lang}>{phone ? <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{text}</a> : text}</strong>{' '}
      {url && URL.canParse(url) && (
        <SafeLink href={url} label={labels.newTab}>
          <bdi>{new URL(url).hostname}</bdi>
        </SafeLink>
      )}
      <span class="rf-small rf-contact-note" lang={noteLang}>
        {note}
      </span>
    </p>
  );
}
