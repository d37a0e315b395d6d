import { listedClass } from '../../lib/guidance/names/word-class.ts';
import { folded } from './find-leaks.ts';
import type { Random } from './random.ts';

/** A name as it is stored. `isOrdinary`: each of its parts is a word of the language too. */
export interface SampleName {
  kind: 'person' | 'company';
  text: string;
  isOrdinary?: boolean;
}

const starts = 'b br c ch d dr f g gl h j k kl l m n p r s st t tr v w z'.split(' ');
const vowels = 'a e i o u ä ö ü é è á í ó ø å y'.split(' ');
const plainVowels = 'a e i o u y'.split(' ');
const ends = 'l n r s t nd rst qvist berg mann ński ić son sen'.split(' ');

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/**
 * A word nobody has as a word of a language: two or three syllables. Syllables also make "rules" or "model", which prove
 * nothing in a report, so those are drawn again: ordinary words are planted on purpose, where a sentence shows the name.
 */
export function madeWord(random: Random, hasMarks = true): string {
  let word = syllableWord(random, hasMarks);
  while (listedClass(folded(word)) !== undefined) word = syllableWord(random, hasMarks);
  return capital(word);
}

function syllableWord(random: Random, hasMarks: boolean): string {
  let word = '';
  const syllables = 2 + random.below(2);
  for (let at = 0; at < syllables; at += 1) word += random.pick(starts) + random.pick(hasMarks ? vowels : plainVowels);
  return word + random.pick(hasMarks ? ends : ends.slice(0, 8));
}

const realFirst =
  'Jürgen Zoë Łukasz Šimon Bjørn Åse François Iñigo Şule Đorđe Ragnheiður Çağla Þóra Ångström Maya Anne-Marie Jean-Luc Søren Nuño İbrahim Strauß'.split(
    ' ',
  );
const realLast = [
  'Müller',
  'Groß',
  'Lindqvist',
  "O'Brien",
  'O’Connor',
  "D'Angelo",
  'van der Berg',
  'de la Fuente',
  'von Trapp',
  'Fernández-Ortiz',
  'Smith-Jones',
  'Al-Masri',
  'bin Rashid',
  'Çelik',
  'Øst',
  'Nguyễn',
  'Mac Giolla',
];

const ordinaryFirst = 'Will Mark Grant Bill Rose May April June Grace Hope Drew Rich Chase Faith Art'.split(' ');
const ordinaryLast = 'Grant Chase Page Price Cash Rose Stone Field Banks Black Brown Knight Cook Long Short'.split(' ');
const shortNames = ['Li Wu', 'Bo Ek', 'An Ng', 'Yu Xu', 'Jo Ode'];

const han = '王李張劉陳楊黃趙吳周徐孫馬朱胡林郭何高羅山田太郎花子健一美咲翔陽菜佐藤鈴木伊東';
const kana = 'マリアリンドクヴィストサトウハナコタロウ';
const hangul = '김이박최정강조윤장임민준서연지우현수빈하은';
const cyrillic = [
  'Иван Петров',
  'Ольга Щербакова',
  'Фёдор Королёв',
  'Наталья Кузнецова-Орлова',
  'Юлія Їжакевич',
  'Đorđe Ђорђевић',
];
const arabic = ['محمد العلي', 'فاطمة الزهراء', 'خالد بن سعيد', 'يوسف حداد', 'مریم رضایی'];
const others = ['Γιώργος Παπαδόπουλος', 'דוד לוי־כהן', 'सुनीता शर्मा', 'อนันต์ วงศ์สวัสดิ์', 'Γεώργιος Ὀδυσσεύς'];

function characters(random: Random, from: string, count: number): string {
  const all = [...from];
  return Array.from({ length: count }, () => random.pick(all)).join('');
}

function syllableName(random: Random): string {
  const kind = random.below(4);
  if (kind === 0) return characters(random, han, 2 + random.below(3));
  if (kind === 1) return `${characters(random, han, 2)} ${characters(random, han, 2)}`;
  if (kind === 2) return `${characters(random, kana, 3)}・${characters(random, kana, 5)}`;
  return characters(random, hangul, 3);
}

/** A person, of any script, with particles, hyphens and apostrophes, or of ordinary words. */
export function samplePerson(random: Random): SampleName {
  const kind = random.below(12);
  const person = (text: string): SampleName => ({ kind: 'person', text });
  if (kind < 2) return person(`${madeWord(random)} ${madeWord(random)}`);
  if (kind < 4) return person(`${random.pick(realFirst)} ${random.pick(realLast)}`);
  if (kind < 5) return person(`${random.pick(realFirst)} ${random.pick(realFirst)} ${random.pick(realLast)}`);
  if (kind < 6) return person(`${random.pick(realFirst)} ${madeWord(random)}-${madeWord(random)}`);
  if (kind < 7) return person(syllableName(random));
  if (kind < 8) return person(random.pick(cyrillic));
  if (kind < 9) return person(random.pick(arabic));
  if (kind < 10) return person(random.pick(others));
  if (kind < 11) return person(random.pick(shortNames));
  return { ...person(`${random.pick(ordinaryFirst)} ${random.pick(ordinaryLast)}`), isOrdinary: true };
}

const forms = ['Ltd', 'Inc.', 'GmbH', 'Pty Ltd', 'S.A.', 'LLC', 'AB', 'B.V.', 'Group', 'Services Ltd', '& Co. KG'];

/** A company: one word or several, with a legal form, "&" or a number, short, of other scripts, or of ordinary words. */
export function sampleCompany(random: Random): SampleName {
  const kind = random.below(13);
  const company = (text: string): SampleName => ({ kind: 'company', text });
  if (kind < 3) return company(madeWord(random));
  if (kind < 5) return company(`${madeWord(random)} ${madeWord(random)} ${random.pick(forms)}`);
  if (kind < 6) return company(`The ${madeWord(random)} Company of ${madeWord(random)}`);
  if (kind < 7) return company(`${madeWord(random)} & ${random.pick(['Sons', 'Söhne', madeWord(random)])}`);
  if (kind < 8) return company(`${madeWord(random)}'s ${madeWord(random)} ${10 + random.below(80)}`);
  if (kind < 9) return company(random.pick(['AB', 'XQ', 'QZ', 'Zy', '7K']));
  if (kind < 10) return company(`株式会社${characters(random, han, 2 + random.below(3))}`);
  if (kind < 11)
    return company(random.pick(['ООО Ромашка', 'شركة النور', 'Ελληνικά Τρόφιμα ΑΕ', '주식회사 한빛소프트']));
  if (kind < 12) return company(`${madeWord(random)}-${madeWord(random)}/${madeWord(random)}`);
  return { ...company(random.pick(['Chase', 'Rose', 'Amber', 'Summer', 'Rose & Stone Ltd'])), isOrdinary: true };
}

const hex = '0123456789abcdef';

/** An id of a company as providers have them: a UUID, a long number, a short code, a word. */
export function sampleId(random: Random): string {
  const digits = (count: number): string => characters(random, '0123456789', count);
  const part = (count: number): string => characters(random, hex, count);
  const kind = random.below(4);
  if (kind === 0) return `${part(8)}-${part(4)}-4${part(3)}-a${part(3)}-${part(12)}`;
  if (kind === 1) return `9${digits(15)}`;
  if (kind === 2) return `!x${part(2)}Z${digits(2)}`;
  return `${madeWord(random, false)}-${madeWord(random, false)}`;
}
