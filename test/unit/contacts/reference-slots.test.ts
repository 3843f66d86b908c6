// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { findContactsRequests, findReferenceSlots } from '../../../lib/contacts/index.ts';
import { pageOf } from './page.ts';

const input = (label: string, name = '', type = 'text') =>
  `<div><label>${label}</label><input type="${type}" name="${name}"></div>`;
const form = (...parts: string[]) => `<form>${parts.join('')}</form>`;
const asks = (body: string, title = '') =>
  findContactsRequests(pageOf(body, { title })).filter(({ vector }) => vector === 'reference-contacts');

/** Two people per language, in that language's own words, with field names that say nothing. */
const LANGUAGES: [lang: string, loan: string, labels: string[]][] = [
  [
    'en',
    'Loan application',
    ['Emergency contact name', 'Emergency contact phone', 'Relationship', 'Referee 2 name', 'Referee 2 phone number'],
  ],
  ['zh', '借款申请', ['紧急联系人姓名', '紧急联系人电话', '与本人关系', '第二联系人姓名', '第二联系人手机号']],
  ['zh-Hant', '貸款申請', ['緊急聯絡人姓名', '緊急聯絡人電話', '與申請人關係', '第二聯絡人姓名', '第二聯絡人電話']],
  [
    'id',
    'Ajukan pinjaman',
    ['Nama kontak darurat', 'Nomor HP kontak darurat', 'Hubungan', 'Nama kerabat 2', 'Nomor HP kerabat 2'],
  ],
  [
    'ms',
    'Permohonan pinjaman',
    ['Nama kenalan kecemasan', 'No. telefon kenalan kecemasan', 'Hubungan', 'Nama waris 2', 'No. telefon waris 2'],
  ],
  [
    'hi',
    'लोन के लिए आवेदन',
    ['आपातकालीन संपर्क का नाम', 'आपातकालीन संपर्क का मोबाइल नंबर', 'संबंध', 'रिश्तेदार का नाम', 'रिश्तेदार का मोबाइल नंबर'],
  ],
  [
    'fil',
    'Mag-apply ng pautang',
    [
      'Pangalan ng kamag-anak',
      'Numero ng telepono ng kamag-anak',
      'Relasyon',
      'Pangalan ng katrabaho',
      'Cellphone ng katrabaho',
    ],
  ],
  [
    'es',
    'Solicitud de préstamo',
    [
      'Nombre de la referencia personal',
      'Teléfono de la referencia personal',
      'Parentesco',
      'Nombre del familiar',
      'Celular del familiar',
    ],
  ],
  [
    'pt',
    'Pedido de empréstimo',
    [
      'Nome do contato de emergência',
      'Telefone do contato de emergência',
      'Parentesco',
      'Nome do amigo',
      'Celular do amigo',
    ],
  ],
  [
    'vi',
    'Đăng ký vay',
    ['Họ tên người tham chiếu', 'Số điện thoại người tham chiếu', 'Mối quan hệ', 'Tên đồng nghiệp', 'SĐT đồng nghiệp'],
  ],
  ['th', 'สมัครสินเชื่อ', ['ชื่อบุคคลอ้างอิง', 'เบอร์โทรบุคคลอ้างอิง', 'ความสัมพันธ์', 'ชื่อเพื่อน', 'เบอร์โทรศัพท์เพื่อน']],
  [
    'sw',
    'Omba mkopo',
    ['Jina la mtu wa karibu', 'Namba ya simu ya mtu wa karibu', 'Uhusiano', 'Jina la rafiki', 'Simu ya rafiki'],
  ],
  ['bn', 'ঋণের আবেদন', ['জামিনদারের নাম', 'জামিনদারের মোবাইল নম্বর', 'সম্পর্ক', 'ভাইয়ের নাম', 'ভাইয়ের মোবাইল']],
  [
    'ur',
    'قرض کی درخواست',
    ['ہنگامی رابطہ کا نام', 'ہنگامی رابطہ کا موبائل نمبر', 'رشتہ', 'دوست کا نام', 'دوست کا موبائل نمبر'],
  ],
  [
    'ru',
    'Заявка на займ',
    ['Имя контактного лица', 'Телефон контактного лица', 'Кем приходится', 'ФИО родственника', 'Телефон родственника'],
  ],
];

describe('other people in a lender’s form', () => {
  test.each(LANGUAGES)('%s: two people, from labels alone', (lang, loan, labels) => {
    const page = pageOf(`<h1>${loan}</h1>${form(...labels.map((label, n) => input(label, `f${n}`)))}`, { lang });
    const slots = findReferenceSlots(page);
    expect(slots.length).toBe(2);
    expect(slots[0]!.asks).toEqual(expect.arrayContaining(['name', 'phone', 'relation']));
    expect(slots[1]!.asks).toEqual(expect.arrayContaining(['name', 'phone']));
    expect(findContactsRequests(page).map(({ vector }) => vector)).toContain('reference-contacts');
  });

  test.each([
    ['relation_name1 relation_mobile1', ['relationName1', 'relationMobile1', 'relationName2', 'relationMobile2'], 2],
    ['referee', ['referee1_name', 'referee1_phone', 'referee2_name', 'referee2_phone'], 2],
    ['telefone_parente', ['telefone_parente_1', 'telefone_parente_2'], 2],
    ['pinyin in one run', ['lianxirenxingming', 'lianxirendianhua'], 1],
    ['English in one run', ['refname', 'refphone'], 1],
    ['guarantor', ['guarantor_full_name', 'guarantor_mobile'], 1],
    ['father and mother', ['father_mobile', 'mother_mobile'], 2],
    ['nok', ['nokName', 'nokPhone', 'nokRelationship'], 1],
  ])('from field names alone: %s', (_, names, count) => {
    const page = pageOf(form(...names.map((name) => `<input name="${name}">`)));
    expect(findReferenceSlots(page).length).toBe(count);
  });

  test('kinship and phone without the word contact', () => {
    const page = pageOf(form(input('父亲电话：'), input('母亲电话：'), input('微信号：')));
    expect(findReferenceSlots(page).map(({ kin }) => kin)).toEqual(['父亲', '母亲']);
  });

  test('a choice of relatives makes the name and number after it another person’s', () => {
    const choice =
      '<select name="a"><option>Father</option><option>Mother</option><option>Brother</option><option>Friend</option></select>';
    const page = pageOf(
      form(
        input('Your name'),
        input('Your phone', 'phone', 'tel'),
        choice,
        input('Name'),
        input('Phone number', 'b', 'tel'),
      ),
    );
    const slots = findReferenceSlots(page);
    expect(slots.length).toBe(1);
    expect(slots[0]!.asks.sort()).toEqual(['name', 'phone', 'relation']);
    expect(slots[0]!.fields.length).toBe(3);
  });

  test('the choice may stand behind name and number, twice', () => {
    const choice =
      '<select name="r"><option>Parent</option><option>Sibling</option><option>Colleague</option></select>';
    const person = `${input('Name')}${input('Mobile', '', 'tel')}<label>Relationship</label>${choice}`;
    const slots = findReferenceSlots(pageOf(form(person, person)));
    expect(slots.map(({ fields }) => fields.length)).toEqual([3, 3]);
  });

  test('a heading says whose the second name and number are', () => {
    const page = pageOf(
      form(
        input('Full name'),
        input('Phone', 'x', 'tel'),
        '<h3>Next of kin</h3>',
        input('Full name', 'n2'),
        input('Phone', 'p2', 'tel'),
      ),
    );
    expect(findReferenceSlots(page).length).toBe(1);
  });

  test('a named person without a number is a person too', () => {
    const page = pageOf(form(input('Referee name'), input('Referee e-mail', '', 'email'), input('Relationship')));
    expect(findReferenceSlots(page)[0]!.asks.sort()).toEqual(['email', 'name', 'relation']);
  });

  test('every slot tells where its fields are and quotes at most 160 characters', () => {
    const long =
      'Emergency contact phone number of a person who does not live with you and can be called at any time of day'.repeat(
        2,
      );
    const [slot] = findReferenceSlots(pageOf(form(`<input type="tel" id="ec" placeholder="${long}">`)));
    expect(slot!.fields[0]!.where).toBe('input#ec');
    expect(slot!.evidence.text.length).toBeLessThanOrEqual(160);
  });

  test('never more than twelve slots', () => {
    const page = pageOf(
      form(...Array.from({ length: 40 }, (_, n) => input(`Referee ${n} phone`, `referee${n}_phone`))),
    );
    expect(findReferenceSlots(page).length).toBe(12);
  });
});

describe('no other person', () => {
  test.each([
    [
      'the applicant’s own data',
      form(input('Full name', 'name'), input('Mobile number', 'mobile', 'tel'), input('E-mail', 'email', 'email')),
    ],
    ['a payment reference', form(input('Reference number', 'reference_number'), input('Amount', 'amount'))],
    ['a referral code', form(input('Referral code', 'referral_code'), input('Phone', 'phone', 'tel'))],
    [
      'parents’ names for identity',
      form(
        input("Father's name", 'father_name'),
        input("Mother's maiden name", 'mother_name'),
        input('Phone', 'phone', 'tel'),
      ),
    ],
    [
      'marital status',
      form(
        '<select name="marital"><option>Single</option><option>Married</option><option>Widowed</option></select>',
        input('Name'),
        input('Phone', '', 'tel'),
      ),
    ],
    [
      'a contact form',
      form(input('Your name'), input('Your phone', '', 'tel'), '<textarea name="message"></textarea>'),
    ],
    ['no guarantor needed', `<h3>No guarantors needed</h3>${form(input('Name'), input('Phone', '', 'tel'))}`],
    ['a preference', form(input('Contact preference', 'contact_preference'), input('Phone', 'phone', 'tel'))],
    [
      'the applicant’s own business and second number, under a later heading',
      form(
        ...['Loan amount', 'Term', 'Full name', 'Address', 'E-mail'].map((label) => input(label)),
        input('Phone 1', '', 'tel'),
        input('Phone 2', '', 'tel'),
        input('Business name'),
        '<h3>Co-maker</h3>',
        input('Residence certificate'),
      ),
    ],
    ['employer’s phone', form(input('Employer name', 'employer'), input('Employer phone', 'employer_phone', 'tel'))],
  ])('%s', (_, body) => {
    expect(findReferenceSlots(pageOf(`<h1>Loan application</h1>${body}`))).toEqual([]);
  });
});

test('a staff screen of a lender asks its staff, not the borrower', () => {
  const menu =
    '<nav><a href="/u">Users</a><a href="/r">Reports</a><a href="/e">Export</a></nav><h1>Edit borrower</h1><p>Loan amount, credit limit, repayment</p>';
  const staff = `${menu}${form(input('Emergency contact'), input('Emergency contact phone', '', 'tel'))}<button>Delete</button>`;
  expect(findReferenceSlots(pageOf(staff)).length).toBe(1);
  expect(asks(staff, 'Admin panel')).toEqual([]);
});

describe('an emergency contact asked for elsewhere', () => {
  const contact = form(
    input('Emergency contact name'),
    input('Emergency contact phone', '', 'tel'),
    input('Relationship'),
  );
  test.each([
    ['job', 'Job application', '<h1>Apply for this vacancy</h1><p>Upload your CV and cover letter</p>'],
    ['school', 'School admission', '<h1>Admission form</h1><p>Student name, class and school</p>'],
    ['hospital', 'Patient registration', '<h1>New patient</h1><p>Medical history, allergies, your physician</p>'],
    ['travel', 'Passenger details', '<h1>Flight booking</h1><p>Passport of every traveller</p>'],
    ['生病', '患者登记', '<h1>患者信息</h1><p>医院挂号 就诊 病历</p>'],
    ['sekolah', 'Pendaftaran siswa', '<h1>Pendaftaran siswa baru</h1><p>Nama siswa, sekolah asal, kelas</p>'],
    ['empleo', 'Registro de empleado', '<h1>Datos del empleado</h1><p>Vacante y currículum</p>'],
    [
      'arrendamiento',
      'Solicitud de arrendamiento',
      '<h1>Solicitud de arrendamiento de vivienda</h1><p>Canon y depósito</p>',
    ],
    ['volunteers', 'Volunteer sign-up', '<h1>Volunteer with us</h1><p>Summer camp helpers</p>'],
  ])('%s: slots, but no request', (_, title, intro) => {
    const page = pageOf(intro + contact, { title });
    expect(findReferenceSlots(page).length).toBe(1);
    expect(asks(intro + contact, title)).toEqual([]);
  });

  test('a student’s loan is a loan', () => {
    const body = `<h1>Instant loan for students</h1><p>Loan amount, interest rate, repayment in 30 days</p>${contact}`;
    expect(asks(body, 'Student cash loan').length).toBe(1);
  });

  test('on a lender’s visit the page need not say loan, whatever else it says', () => {
    const page = pageOf(`<p>Student</p><p>School</p>${contact}`, { title: 'School' });
    expect(findContactsRequests(page, { lending: true }).map(({ vector }) => vector)).toEqual(['reference-contacts']);
  });
});
