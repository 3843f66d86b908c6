// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findContactsRequests, findReferenceSlots, readPolicy } from '../../../lib/contacts/index.ts';
import { pageOf } from './page.ts';

const vectors = (body: string) => findContactsRequests(pageOf(body)).map(({ vector }) => vector);
const I = (label: string, name = '', type = 'text') =>
  `<div><label>${label}</label><input type="${type}" name="${name}"></div>`;
const F = (...parts: string[]) => `<form>${parts.join('')}</form>`;

describe('policies as lenders shape them', () => {
  test.each([
    '<h1>Privacy Policy</h1><p>Contact List: Reference contact details are collected to prevent fraud.</p>',
    '<h1>Privacy Policy</h1><h3>Contacts</h3><p>When you grant us address book permissions, all your contacts including name and number will be uploaded.</p>',
    '<h1>Privacy Policy</h1><ul><li>Access to your phone book to enable auto-fill of reference data</li></ul>',
    '<h1>Privacy</h1><p>Our App requires the following permissions:</p><ul><li>SMS – to read financial messages</li><li>Contacts – to verify references</li><li>Location</li></ul>',
    "<h1>Terms</h1><p>The Borrower hereby authorises the Lender to contact any person in the Borrower's phone contact list in the event of default.</p>",
    '<h1>Terms</h1><p>You agree that we may notify your emergency contacts and persons in your contact list if your loan is overdue.</p>',
    '<p>By clicking Submit you allow us to access your contacts, call history and messages.</p>',
    '<p>Saya setuju aplikasi mengakses kontak, SMS dan lokasi saya.</p>',
    '<h1>Kebijakan Privasi</h1><p>Izin kontak: untuk memverifikasi kontak darurat Anda.</p>',
    '<h1>Kebijakan Privasi</h1><p>Apabila Anda gagal bayar, kami berhak menghubungi kontak yang ada di ponsel Anda.</p>',
    '<h1>隐私政策</h1><p>READ_CONTACTS 读取联系人：用于风控</p>',
    '<h1>用户授权协议</h1><p>本人同意授权贵公司采集本人通讯录、通话记录、短信。</p>',
    '<h1>Aviso de privacidad</h1><p>La App solicitará permiso para acceder a: contactos, SMS, ubicación, cámara.</p>',
    '<h1>Política de Privacidad</h1><p>Lista de contactos: con el fin de verificar sus referencias.</p>',
    '<p>Bạn đồng ý cho phép ứng dụng truy cập danh bạ, tin nhắn và vị trí.</p>',
    '<h1>Chính sách bảo mật</h1><p>Trong trường hợp quá hạn, công ty có quyền liên hệ người thân trong danh bạ của bạn.</p>',
    '<h1>Privacy Policy</h1><p>We will access and store your device phonebook.</p>',
    '<h1>Política de Privacidade</h1><p>O aplicativo poderá ter acesso à sua agenda telefônica e ao registro de chamadas.</p>',
    '<h1>Политика конфиденциальности</h1><p>Приложение запрашивает доступ к контактам, СМС и журналу звонков.</p>',
    '<h1>गोपनीयता नीति</h1><p>ऐप आपकी संपर्क सूची, एसएमएस और लोकेशन तक पहुंच मांगता है।</p>',
    '<p>ขอสิทธิ์เข้าถึงรายชื่อผู้ติดต่อ กล้อง และตำแหน่งของคุณ เราใช้เพื่อประเมินสินเชื่อ</p>',
    '<h1>Privacy Policy</h1><table><tr><td>Contacts</td><td>We collect for risk assessment</td></tr></table>',
    '<h1>Privacy Policy</h1><table><tr><th>Data</th><th>Purpose</th></tr><tr><td>Phone contacts</td><td>Used to verify your identity</td></tr></table>',
  ])('%s', (body) => {
    expect(vectors(body)).toContain('policy-text');
  });
});

describe('texts of pages that take no address book', () => {
  test.each([
    '<h1>Privacy Policy</h1><p>We collect contact information such as name, address, and phone number when you contact us.</p>',
    '<h1>Privacy Policy</h1><p>If you have questions, contact us. We collect cookies and location.</p>',
    '<h1>Terms</h1><p>The lender contacts the borrower by SMS when a payment is overdue.</p>',
    '<h1>Terms and conditions</h1><p>Borrower contacts must be accurate. Repayment by instalments.</p>',
    '<p>We will call you or send an SMS to your number to confirm your application.</p>',
    '<h1>隐私政策</h1><p>我们会收集您的姓名、手机号码、身份证号码。如有疑问请联系我们，联系人：王先生。</p>',
    '<h1>Kebijakan Privasi</h1><p>Kami mengumpulkan data kontak Anda seperti email dan nomor telepon.</p>',
    '<h1>Aviso de privacidad</h1><p>Recopilamos sus datos de contacto: correo y teléfono. Puede ponerse en contacto con nosotros.</p>',
    '<h1>Política</h1><p>Coletamos dados de contato como e-mail. Entre em contato.</p>',
    '<h1>Chính sách</h1><p>Chúng tôi thu thập thông tin liên hệ của bạn như email, số điện thoại.</p>',
    '<h1>Политика</h1><p>Мы собираем контактные данные: телефон и адрес. Наши контакты: Москва.</p>',
    '<h1>Datenschutz</h1><p>Wir erheben Kontaktdaten wie E-Mail. Kontakte können per Formular aufgenommen werden.</p>',
    '<p>Jangan pernah memberikan akses kontak. Pinjol ilegal menyebarkan data Anda.</p>',
    '<p>Illegal apps access your contacts. We warn consumers.</p>',
    '<p>CRM: manage contacts, leads and deals. Our app lets you store contacts and share reports.</p>',
    '<p>Our platform helps you collect contacts from your website visitors and send SMS campaigns.</p>',
  ])('%s', (body) => {
    expect(vectors(body)).toEqual([]);
  });
});

const FORMS: [asks: 'YES' | 'NO', what: string, body: string][] = [
  ['YES', 'kyc zh', F(I('联系人姓名'), I('联系人手机号'), I('关系'))],
  [
    'YES',
    'vue-like',
    '<div class="card"><p>直系亲属</p><input placeholder="请输入姓名" id="name1"><input placeholder="请输入手机号" id="phone1"><p>其他联系人</p><input placeholder="请输入姓名" id="name2"><input placeholder="请输入手机号" id="phone2"></div>',
  ],
  ['YES', 'en nigerian', `<h2>Next of Kin</h2>${F(I('Full Name', 'nok_name'), I('Phone number', 'nok_phone'))}`],
  [
    'YES',
    'kin select only',
    F(
      '<select><option>请选择</option><option>父母</option><option>配偶</option><option>朋友</option></select><input placeholder="姓名"><input placeholder="手机号">',
    ),
  ],
  [
    'YES',
    'react-ish placeholder',
    '<input placeholder="Reference 1 Full Name"><input placeholder="Reference 1 Phone"><input placeholder="Reference 2 Full Name"><input placeholder="Reference 2 Phone">',
  ],
  [
    'YES',
    'es dos',
    '<h3>Referencias personales</h3>' +
      F(I('Nombre completo', 'ref1_nombre'), I('Celular', 'ref1_celular'), I('Parentesco', 'ref1_parentesco')),
  ],
  ['YES', 'vi', `<h3>Thông tin người thân</h3>${F(I('Họ tên'), I('Số điện thoại', '', 'tel'))}`],
  ['YES', 'id alt', F(I('Nama Saudara Tidak Serumah'), I('No HP Saudara Tidak Serumah'))],
  ['YES', 'pt fiador', F(I('Nome do fiador'), I('Telefone do fiador'))],
  ['YES', 'ru', F(I('Дополнительный контактный телефон', '', 'tel'), I('Кем приходится'))],
  ['YES', 'fil', `<h3>Emergency Contact Person</h3>${F(I('Pangalan', 'ec_name'), I('Cellphone number', 'ec_number'))}`],
  ['YES', 'alt phone of friend', `<h1>Get loan</h1>${F(I("Friend's phone number", 'friend_phone'))}`],
  ['YES', 'th table', F(I('ผู้ติดต่อฉุกเฉิน ชื่อ'), I('เบอร์โทรผู้ติดต่อฉุกเฉิน'))],
  ['YES', 'two alt numbers', `<h1>Loan</h1>${F(I('Guarantor 1 phone'), I('Guarantor 2 phone'))}`],
  [
    'NO',
    'own alt phone',
    `<h1>Loan</h1>${F(I('Name'), I('Phone', 'phone', 'tel'), I('Alternate phone number', 'alt_phone', 'tel'))}`,
  ],
  [
    'NO',
    'contact person of a company',
    '<h1>Request a quote</h1>' +
      F(I('Company name'), I('Contact person'), I('Phone', 'phone', 'tel'), I('E-mail', 'email', 'email')),
  ],
  ['NO', 'supplier', `<h1>供应商管理</h1>${F(I('供应商名称'), I('联系人'), I('联系电话'))}`],
  ['NO', 'address zh shop', `<h1>收货地址</h1>${F(I('收货人姓名'), I('手机号码'), I('详细地址'))}`],
  ['NO', 'order', `<h1>Checkout</h1>${F(I('Recipient name'), I('Recipient phone', '', 'tel'), I('Address'))}`],
  ['NO', 'refer a friend', `<h1>Refer a friend</h1>${F(I("Friend's email", 'friend_email', 'email'))}`],
  [
    'NO',
    'insurance nominee',
    `<h1>Insurance quote</h1>${F(I('Nominee name'), I('Nominee relationship'), I('Premium'))}`,
  ],
  ['NO', 'company contact id', `<h1>Hubungi kami</h1>${F(I('Nama'), I('No HP'), I('Pesan'))}`],
  [
    'NO',
    'job reference',
    '<h1>Job application</h1><p>Curriculum vitae, work experience</p>' +
      F(I('Referee name'), I('Referee phone', '', 'tel')),
  ],
  ['NO', 'search filter', F(I('Phone number', 'phone', 'search'), I('Contact name', 'contact_name'))],
  [
    'NO',
    'parents school',
    `<h1>School enrolment</h1><p>Pupil, class, teacher</p>${F(I("Father's phone"), I("Mother's phone"))}`,
  ],
];

test.each(FORMS)('forms as they stand on pages: %s, %s', (asks, _, body) => {
  expect(vectors(body).includes('reference-contacts')).toBe(asks === 'YES');
});

test('no page, however broken, throws or overflows its bounds', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '<form>',
      '</form>',
      '<input name="ref1Phone" type="tel">',
      '<select><option>Father<option>Mother<option>Friend</select>',
      '<label>紧急联系人',
      '<p>We collect your contacts',
      '<p>我们不会读取您的通讯录',
      ' not ',
      ' if ',
      ' but ',
      '。',
      '. ',
      ':',
      '<li>SMS',
      '<h3>Call log',
      '<script>plus.contacts.getAddressBook',
      '<a href="https://accounts.google.com/o/oauth2/auth?scope=%">',
      '<input type="file" accept=".vcf">',
      '<textarea>',
      '\u202e',
      '\u0000',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
      const page = pageOf(parts.join(''));
      for (const { evidence } of findContactsRequests(page)) expect(evidence.text.length).toBeLessThanOrEqual(160);
      expect(findReferenceSlots(page).length).toBeLessThanOrEqual(12);
      expect(readPolicy(page).length).toBeLessThanOrEqual(60);
    }),
    { seed: 20_267, numRuns: 400 },
  );
});
