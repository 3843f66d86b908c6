// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { findContactsRequests } from '../../../lib/contacts/index.ts';
import { pageOf } from './page.ts';

const vectors = (body: string, title = '') => findContactsRequests(pageOf(body, { title })).map(({ vector }) => vector);

describe('a file or list of contacts', () => {
  test.each([
    ['vCard needs no words', '<input type="file" accept=".vcf,text/vcard">'],
    ['LDIF', '<input type="file" accept=".ldif">'],
    ['en', '<h2>Import contacts</h2><input type="file" accept=".csv">'],
    ['en, no accept', '<h2>Upload your contacts</h2><form><input type="file" name="f"><button>Send</button></form>'],
    ['zh', '<h2>导入通讯录</h2><input type="file" accept=".xlsx">'],
    ['zh-Hant', '<h2>匯入聯絡人</h2><input type="file">'],
    ['id', '<h2>Impor kontak</h2><input type="file" accept=".csv">'],
    ['ms', '<h2>Import kenalan</h2><input type="file">'],
    ['hi', '<h2>संपर्क आयात करें</h2><input type="file">'],
    ['fil', '<h2>Mag-import ng mga contact</h2><input type="file">'],
    ['es', '<h2>Importar contactos</h2><input type="file">'],
    ['pt', '<h2>Importar contatos</h2><input type="file">'],
    ['vi', '<h2>Nhập danh bạ</h2><input type="file">'],
    ['th', '<h2>นำเข้าผู้ติดต่อ</h2><input type="file">'],
    ['sw', '<h2>Pakia orodha ya mawasiliano</h2><input type="file">'],
    ['bn', '<h2>কন্টাক্ট আপলোড করুন</h2><input type="file">'],
    ['ur', '<h2>رابطے اپ لوڈ کریں</h2><input type="file">'],
    ['ru', '<h2>Импорт контактов</h2><input type="file">'],
    ['fr', '<h2>Importer des contacts</h2><input type="file">'],
    ['de', '<h2>Kontakte importieren</h2><input type="file">'],
    ['pasted', '<h2>Paste your contacts</h2><textarea name="list"></textarea><button>Go</button>'],
    ['words alone, with a format', '<h1>Import Contacts</h1><p>Upload a CSV file with name and phone number.</p>'],
    ['a lone button', '<p>Step 2</p><button>Upload my contacts</button>'],
  ])('%s', (_, body) => {
    expect(vectors(body)).toContain('file-import');
  });

  test.each([
    [
      'a document upload',
      '<h2>Upload your ID</h2><input type="file" accept="image/*"><a href="/contact">Contact us</a>',
    ],
    ['a CSV of something else', '<h2>Import products</h2><input type="file" accept=".csv"><a href="/c">Contact</a>'],
    [
      'a contact form with attachment',
      '<h2>Contact us</h2><form><textarea name="m"></textarea><input type="file"></form>',
    ],
    ['a comment box', '<h2>Contact form</h2><p>Upload files or contact support</p><textarea></textarea>'],
    ['a payslip', '<h2>Upload payslip</h2><p>Contact details</p><input type="file">'],
    ['wording in the menu only', '<nav><a href="/x">Import</a><a href="/y">Contacts</a></nav><input type="file">'],
    ['联系客服', '<h2>上传身份证</h2><input type="file"><p>联系客服</p>'],
    ['unggah KTP', '<h2>Unggah foto KTP</h2><input type="file"><p>Hubungi kami</p>'],
  ])('not %s', (_, body) => {
    expect(vectors(body)).toEqual([]);
  });
});

describe('the address book of an account, or of the phone', () => {
  test.each([
    ['import from Gmail', '<p>Import your contacts from Gmail</p><button>Continue</button>', 'oauth-scope'],
    ['webmail', '<p>Find friends by importing your contacts from your webmail account</p>', 'oauth-scope'],
    [
      'connect for contacts',
      '<h1>Google Contacts</h1><p>Sign in with your Google account to load your contacts</p>',
      'oauth-scope',
    ],
    [
      'invite by an account',
      '<li><a href="/f">Invite your friends through your Facebook account</a></li>',
      'oauth-scope',
    ],
    ['select contacts', '<button>Select contacts</button>', 'contact-picker'],
    ['读取通讯录', '<button>读取通讯录</button>', 'contact-picker'],
    ['pilih dari kontak', '<button>Pilih kontak</button>', 'contact-picker'],
    ['seleccionar', '<button>Seleccionar contactos</button>', 'contact-picker'],
    ['chọn', '<button>Chọn từ danh bạ</button>', 'contact-picker'],
  ])('%s', (_, body, vector) => {
    expect(vectors(body)).toContain(vector);
  });

  test.each([
    ['a plain login', '<button>Sign in with Google</button><a href="/contact">Contact us</a>'],
    ['a share button', '<a href="https://facebook.com/x">Follow us on Facebook</a><p>Contact: +254 700 000 001</p>'],
    ['an address in the footer', '<footer><p>Contact us: help@gmail.com</p></footer>'],
    ['refer a friend by code', '<p>Invite friends and earn. Your code: ABC</p><button>Copy link</button>'],
  ])('not %s', (_, body) => {
    expect(vectors(body)).toEqual([]);
  });
});

describe('script and markup that call for contacts', () => {
  test.each([
    ["navigator.contacts.select(['name','tel'],{multiple:true})", 'contact-picker'],
    ['if ("ContactsManager" in window) { ask(); }', 'contact-picker'],
    ['plus.contacts.getAddressBook(plus.contacts.ADDRESSBOOK_PHONE, ok)', 'hybrid-bridge'],
    ['uni.chooseContact({ success: ok })', 'hybrid-bridge'],
    ['navigator.contacts.find(["displayName"], ok, fail, new ContactFindOptions())', 'hybrid-bridge'],
    ['const { Contacts } = window.Capacitor.Plugins; Contacts.getContacts({ projection })', 'hybrid-bridge'],
    ['window.webkit.messageHandlers.getContacts.postMessage({})', 'hybrid-bridge'],
    ['WebViewJavascriptBridge.callHandler("readContacts", {}, ok)', 'hybrid-bridge'],
    ['window.android.uploadPhoneBook()', 'hybrid-bridge'],
    ['JSBridge.invoke("get_call_logs")', 'hybrid-bridge'],
    ['gapi.client.init({ scope: "https://www.googleapis.com/auth/contacts.readonly" })', 'oauth-scope'],
    ['$.get("https://www.google.com/m8/feeds/contacts/default/full?alt=json")', 'oauth-scope'],
  ])('%s', (script, vector) => {
    const found = findContactsRequests(pageOf(`<p>x</p><script>var a = 1; ${script};</script>`));
    expect(found.map((request) => request.vector)).toEqual([vector]);
    expect(found[0]!.evidence.text).toContain(script.slice(0, 12));
  });

  test('a handler in the markup', () => {
    expect(vectors('<a href="javascript:window.android.getContacts()">Next</a>')).toEqual(['hybrid-bridge']);
    expect(vectors('<button onclick="window.android.getContacts()">Next</button>')).toEqual(['hybrid-bridge']);
  });

  test.each([
    'loadContactForm(); android.x()',
    'document.getElementById("getContactUs")',
    'app.openContactPage()',
    'var contacts = [];',
    'fetch("/api/contacts")',
    'sendSmsCode(app.phone)',
  ])('not %s', (script) => {
    expect(vectors(`<p>x</p><script>${script}</script>`)).toEqual([]);
  });
});
