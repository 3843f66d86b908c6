// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { readPolicy } from '../../../lib/contacts/index.ts';
import { pageOf } from './page.ts';

function about(sentence: string, lang = '', kind = 'contacts') {
  return readPolicy(pageOf(`<p>${sentence}</p>`, { lang })).filter((statement) => statement.kind === kind);
}

const SAID: [lang: string, sentence: string][] = [
  ['en', 'We collect and upload your contact list to our servers to assess your credit.'],
  ['en', 'Our app reads the contacts, call logs and SMS stored on your device.'],
  ['zh', '我们会读取您的通讯录和通话记录，用于评估您的信用。'],
  ['zh', '您同意并授权本公司收集您的手机联系人、短信内容等信息。'],
  ['zh-Hant', '我們會讀取您的通訊錄並上傳至伺服器。'],
  ['id', 'Kami mengumpulkan daftar kontak dan riwayat panggilan dari ponsel Anda.'],
  ['ms', 'Kami mengumpul senarai kenalan anda untuk menilai permohonan.'],
  ['hi', 'हम आपके फोन के संपर्क और कॉल लॉग एकत्र करते हैं।'],
  ['fil', 'Kinokolekta namin ang listahan ng mga contact sa iyong telepono.'],
  ['es', 'Recopilamos la lista de contactos y el registro de llamadas de su teléfono.'],
  ['pt', 'Coletamos a sua lista de contatos e o histórico de chamadas.'],
  ['vi', 'Chúng tôi thu thập danh bạ và nhật ký cuộc gọi trên thiết bị của bạn.'],
  ['th', 'เราเก็บรวบรวมรายชื่อผู้ติดต่อและบันทึกการโทรจากโทรศัพท์ของคุณ'],
  ['sw', 'Tunakusanya orodha ya mawasiliano na kumbukumbu za simu kutoka kwenye simu yako.'],
  ['bn', 'আমরা আপনার ফোনের কন্টাক্ট লিস্ট এবং কল লগ সংগ্রহ করি।'],
  ['ur', 'ہم آپ کے فون سے رابطوں کی فہرست اور کال لاگ جمع کرتے ہیں۔'],
  ['ru', 'Мы собираем список контактов и журнал звонков с вашего телефона.'],
  ['fr', 'Nous collectons vos contacts et votre journal d’appels.'],
  ['de', 'Wir erfassen Ihre Kontaktliste und die Anrufliste.'],
  ['ko', '당사는 이용자의 주소록과 통화 기록을 수집합니다.'],
  ['ja', '当社はお客様のアドレス帳と通話履歴を収集します。'],
];

const DENIED: [lang: string, sentence: string][] = [
  ['en', 'We never access your contacts.'],
  ['en', 'We do not collect, store or share your contact list.'],
  ['en', 'Our app works without access to your contacts.'],
  ['en', 'We don’t need your phone contacts.'],
  ['zh', '我们不会读取您的通讯录。'],
  ['zh', '我们绝不收集、上传或出售您的通讯录。'],
  ['zh', '本平台无需读取通讯录。'],
  ['zh-Hant', '我們不會存取您的通訊錄。'],
  ['id', 'Kami tidak pernah mengakses kontak Anda.'],
  ['id', 'Aplikasi kami tidak memerlukan akses ke daftar kontak Anda.'],
  ['ms', 'Kami tidak akan mengakses senarai kenalan anda.'],
  ['hi', 'हम आपके संपर्कों तक नहीं पहुंचते और उन्हें एकत्र नहीं करते।'],
  ['fil', 'Hindi namin kinokolekta ang listahan ng mga contact mo.'],
  ['es', 'Nunca accedemos a la lista de contactos de su teléfono.'],
  ['es', 'No recopilamos sus contactos.'],
  ['pt', 'Nós não coletamos nem acessamos a sua lista de contatos.'],
  ['pt', 'Nunca acessamos seus contatos.'],
  ['vi', 'Chúng tôi không truy cập danh bạ của bạn.'],
  ['th', 'เราไม่เข้าถึงรายชื่อผู้ติดต่อของคุณ'],
  ['sw', 'Hatukusanyi orodha ya mawasiliano yako.'],
  ['bn', 'আমরা আপনার কন্টাক্ট লিস্ট সংগ্রহ করি না।'],
  ['ur', 'ہم آپ کے رابطوں کی فہرست جمع نہیں کرتے۔'],
  ['ru', 'Мы никогда не собираем список контактов.'],
  ['fr', 'Nous n’accédons jamais à vos contacts.'],
  ['de', 'Wir greifen nicht auf Ihre Kontaktliste zu.'],
  ['ko', '당사는 주소록을 수집하지 않습니다.'],
  ['ja', '当社はアドレス帳を収集しません。'],
];

const CONDITIONAL: [lang: string, sentence: string][] = [
  ['en', 'With your permission, we access your contacts.'],
  ['en', 'We will not access your contacts without your permission.'],
  ['en', 'If you do not grant the contacts permission, we cannot read your address book and the loan is refused.'],
  ['zh', '经您同意，我们会读取您的通讯录。'],
  ['zh', '未经您同意，我们不会读取您的通讯录。'],
  ['zh', '如您不授权我们读取通讯录，将无法申请借款。'],
  ['id', 'Dengan izin Anda, kami mengakses daftar kontak di ponsel Anda.'],
  ['id', 'Kami tidak akan mengakses kontak Anda tanpa izin Anda.'],
  ['es', 'No accederemos a la lista de contactos sin su consentimiento.'],
  ['pt', 'Não acessamos a lista de contatos sem a sua permissão.'],
  ['vi', 'Nếu bạn cho phép, chúng tôi truy cập danh bạ.'],
  ['ru', 'С вашего согласия мы получаем доступ к списку контактов.'],
  ['hi', 'आपकी अनुमति से हम आपके संपर्कों को एकत्र करते हैं।'],
  ['th', 'หากคุณอนุญาต เราจะเข้าถึงรายชื่อผู้ติดต่อของคุณ'],
  ['sw', 'Kwa ruhusa yako tunakusanya orodha ya mawasiliano.'],
];

describe('what a policy says about the address book', () => {
  test.each(SAID)('%s says it: %s', (lang, sentence) => {
    const found = about(sentence, lang);
    expect(found.map(({ stance }) => stance)).toContain('said');
    expect(found.every(({ conditional }) => !conditional)).toBe(true);
    expect(sentence.replace(/’/g, "'").replace(/\s/g, '').slice(0, 20)).toContain(
      found[0]!.evidence.text.replace(/’/g, "'").replace(/\s/g, '').slice(0, 10),
    );
  });

  test.each(DENIED)('%s denies it: %s', (lang, sentence) => {
    const stances = about(sentence, lang).map(({ stance }) => stance);
    expect(stances).toContain('denied');
    expect(stances).not.toContain('said');
  });

  test.each(CONDITIONAL)('%s ties it to permission: %s', (lang, sentence) => {
    const found = about(sentence, lang);
    expect(found.map(({ stance }) => stance)).toContain('said');
    expect(found.some(({ conditional }) => conditional)).toBe(true);
  });

  test.each([...SAID, ...DENIED, ...CONDITIONAL])('is read without a lang attribute too: %s %s', (_, sentence) => {
    expect(about(sentence).length).toBeGreaterThan(0);
  });
});

describe('other data on the phone', () => {
  test('each kind of one sentence is a statement of its own', () => {
    const page = pageOf(
      '<p>We may access your contacts, call logs, SMS, photo gallery, location, camera and microphone.</p>',
    );
    expect(
      readPolicy(page)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['call-log', 'camera', 'contacts', 'location', 'messages', 'microphone', 'photos'].sort());
  });

  test('a heading names what the text under it takes', () => {
    const page = pageOf(
      '<h3>Call log</h3><p>We collect it to confirm that your number is in use.</p><h3>Cookies</h3><p>We collect them.</p>',
    );
    expect(readPolicy(page).map(({ kind, stance }) => `${kind} ${stance}`)).toEqual(['call-log said']);
  });

  test('a list belongs to the sentence before it', () => {
    const page = pageOf(
      '<p>We collect the following information from your phone:</p><ul><li>Contacts</li><li>SMS logs</li></ul><p>Call us any time.</p>',
    );
    expect(readPolicy(page).map(({ kind }) => kind)).toEqual(['contacts', 'messages']);
  });

  test('a list of what is not collected is a list of denials', () => {
    const page = pageOf('<p>We do not collect the following:</p><ul><li>Contacts</li><li>Call logs</li></ul>');
    expect(readPolicy(page).map(({ kind, stance }) => `${kind} ${stance}`)).toEqual([
      'contacts denied',
      'call-log denied',
    ]);
  });
});

describe('not taken for a statement about the address book', () => {
  test.each([
    'You can contact us by SMS or e-mail and we will answer.',
    'We send you an SMS with a code.',
    'I agree to obtain newsletters by e-mail and SMS.',
    'Я даю согласие на получение рекламных рассылок с помощью SMS и email.',
    'Acepto el envío de ofertas por SMS.',
    'We collect your contact details such as e-mail and phone number.',
    'Please contact our support team if you need access to your account.',
    '我们的联系方式：客服电话 400-000。',
    'Hubungi kontak kami untuk informasi.',
    'Entre em contato conosco para obter acesso.',
    'Illegal lenders read the contact list of their victims.',
    'Upload photos of your identity card.',
    'Police say the app asked for permission to see the contact list.',
    'Wir haben auf unserer Seite ein Kontaktformular.',
  ])('%s', (sentence) => {
    expect(readPolicy(pageOf(`<p>${sentence}</p>`)).filter(({ kind }) => kind !== 'location')).toEqual([]);
  });
});

describe('pages that report about others', () => {
  test.each([
    '<article><p>By the editors, published on 3 May</p><p>We found that the app uploads your contact list to its servers.</p></article>',
    '<pre>a</pre><pre>b</pre><p>Our app reads your contact list with READ_CONTACTS.</p>',
  ])('%s', (body) => {
    expect(readPolicy(pageOf(body))).toEqual([]);
  });
});

describe('finer points', () => {
  test('what denies may stand last', () => {
    expect(
      about('Доступ к телефонной книге наше приложение не запрашивает.', 'ru').map(({ stance }) => stance),
    ).toEqual(['denied']);
  });

  test('a denial of sharing is no denial of taking', () => {
    const found = about('We collect your contact list but we do not sell it to third parties.');
    expect(found.some(({ stance, act }) => stance === 'said' && act === 'take')).toBe(true);
  });

  test('"no" of Spanish does not deny in Portuguese', () => {
    const found = about('Coletamos no seu celular os contatos do telefone e as chamadas.', 'pt');
    expect(found[0]?.stance).toBe('said');
  });

  test('"not only" denies nothing', () => {
    expect(about('We not only collect your contact list, we also read your call log.')[0]?.stance).toBe('said');
    expect(about('我们不仅读取您的通讯录，还会读取通话记录。')[0]?.stance).toBe('said');
  });

  test('use for collection is noted', () => {
    const found = about('In case of default we may use your contact list for debt collection.');
    expect(found.some(({ forCollection }) => forCollection)).toBe(true);
    expect(about('如无法与您取得联系，我们会联系您通讯录中的其他人。')[0]?.forCollection).toBe(true);
  });

  test('a consent box counts as the page speaking', () => {
    const page = pageOf(
      '<form><label><input type="checkbox"> I authorise the company to access my contacts and call log</label></form>',
    );
    expect(readPolicy(page).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['contacts', 'call-log']));
  });

  test('at most sixty statements, each quote at most 160 characters', () => {
    const page = pageOf(
      Array.from(
        { length: 200 },
        (_, n) => `<p>We collect your contact list number ${n} ${'and more '.repeat(40)}.</p>`,
      ).join(''),
    );
    const found = readPolicy(page);
    expect(found.length).toBe(60);
    expect(found.every(({ evidence }) => evidence.text.length <= 160)).toBe(true);
  });
});
