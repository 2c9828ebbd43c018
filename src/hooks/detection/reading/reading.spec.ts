import { describe, expect, it } from '@jest/globals';
import { folded } from './folding.js';
import { htmlText, looksLikeHtml } from './html-text.js';
import { sentencesOf } from './sentences.js';
import { zonesOf } from './zones.js';

describe('what of a message is new', () => {
  const own = (text: string): string => zonesOf(text).own.trim();

  it.each([
    ['Neu.\n\nAm Mo., 2. Nov. 2026 um 10:14 schrieb Shop <a@b.example>:\n> Alt.\n> Noch älter.', 'Neu.'],
    ['New.\n\nOn Mon, Nov 2, 2026 at 9:00 AM Shop <a@b.example> wrote:\nOld, not marked.', 'New.'],
    ['New.\n\nOn Mon, Nov 2, 2026 at 9:00 AM Some Shop With A Long Name\n<a@b.example> wrote:\n> Old.', 'New.'],
    ['New.\n-----Original Message-----\nFrom: Shop\nOld.', 'New.'],
    ['Neu.\n\nVon: Shop <a@b.example>\nGesendet: Montag\nAn: Ich\nBetreff: AW: Frage\n\nAlt.', 'Neu.'],
    ['Neu.\n##- Bitte geben Sie Ihre Antwort über dieser Zeile ein -##\nAlt.', 'Neu.'],
    ['Von: mir\nich möchte etwas', 'Von: mir\nich möchte etwas'],
    ['Am Montag schrieb ich Ihnen:\nlöschen Sie alles', 'Am Montag schrieb ich Ihnen:\nlöschen Sie alles'],
  ])('%j', (text, expected) => {
    expect(own(text)).toBe(expected);
  });

  it('keeps answers between quoted lines', () => {
    expect(own('> Wollen Sie einen Rabatt?\nNein.\n> Wollen Sie Ihre Daten gelöscht haben?\nJa.')).toBe('Nein.\nJa.');
  });

  it('tells what was forwarded from what was answered', () => {
    const zones = zonesOf('FYI\n---------- Forwarded message ---------\nFrom: A\nPlease delete my data.');
    expect(zones.forwarded).toContain('Please delete my data.');
    expect(zones.quoted).toBe('');
    expect(zonesOf('Bitte.\nVon: A\nGesendet: heute\nBetreff: WG: Daten\n\nLöschen!').forwarded).toContain('Löschen!');
  });

  it('takes what stands below a greeting apart, and a postscript back in', () => {
    const zones = zonesOf('Danke.\nMit freundlichen Grüßen\nA. B.\nFirma GmbH\nPS: Bitte alles löschen.');
    expect(zones.own).toBe('Danke.\nPS: Bitte alles löschen.');
    expect(zones.closing).toContain('Firma GmbH');
    expect(zonesOf('Hi\n--\nA. B.').closing).toContain('A. B.');
  });
});

describe('HTML', () => {
  it('becomes lines, with quotes marked and nothing unseen', () => {
    const html =
      '<head><title>x</title></head><style>p{}</style><p>L&ouml;schen&nbsp;Sie<br>mich</p><script>alert(1)</script>' +
      '<!-- secret --><blockquote>alt</blockquote><div class="gmail_quote">noch älter</div>';
    expect(looksLikeHtml(html)).toBe(true);
    const text = htmlText(html);
    expect(text).not.toMatch(/alert|secret|p\{\}/);
    const zones = zonesOf(text);
    expect(zones.own.replace(/\s+/g, ' ').trim()).toBe('Löschen Sie mich');
    expect(zones.quoted).toContain('alt');
  });

  it.each(['a < b and c > d', '1 <2', '<3 you', '<', '<p', '&#xffffffff; &#0; &nope;'])('survives %j', (text) => {
    expect(() => htmlText(text)).not.toThrow();
  });

  it('takes a lesser-than sign for one', () => {
    expect(htmlText('if a < b, call me')).toBe('if a < b, call me');
  });
});

describe('words and sentences', () => {
  it.each([
    ['LÖSCHUNG', 'loeschung'],
    ['lo\u0308schen', 'loeschen'],
    ['Straße', 'strasse'],
    ['don’t', 'dont'],
    ['café', 'cafe'],
  ])('folds %j', (word, expected) => {
    expect(folded(word.normalize('NFC'))).toBe(expected);
  });

  it('sees through invisible letters, other alphabets, full width and cut words', () => {
    expect(sentencesOf('lo\u200b\u0308schen m\u0435in\u00ade Ｄaten')).toEqual([['loeschen', 'meine', 'daten']]);
    expect(sentencesOf('meine Da-\nten')).toEqual([['meine', 'daten']]);
  });

  it('does not end a sentence at an abbreviation or a date', () => {
    expect(sentencesOf('Nach Art. 17 Abs. 1 lit. b DSGVO bis 3.4.2026. Danke!')).toHaveLength(2);
  });

  it('cuts what has no end, so that nothing at a seam is lost', () => {
    const words = Array.from({ length: 500 }, (_, index) => `w${index}`);
    const pieces = sentencesOf(words.join(' '));
    expect(pieces.every((piece) => piece.length <= 90)).toBe(true);
    expect(pieces.some((piece) => piece.includes('w88') && piece.includes('w92'))).toBe(true);
    expect(new Set(pieces.flat())).toEqual(new Set(words));
  });
});
