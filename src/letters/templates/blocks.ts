import { LINK_END, LINK_START } from './words.js';

/** A run of text, or an address to follow. */
export interface Run {
  text: string;
  href: string | null;
}

export type Block = { kind: 'paragraph' | 'heading'; lines: Run[][] } | { kind: 'list'; lines: Run[][] };

/**
 * The text of a letter as blocks. It is plain text with three habits: an empty line ends a paragraph, `- ` begins an
 * item of a list, `## ` a heading. So text and HTML say the same, word for word.
 */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const chunk of text.split(/\n{2,}/)) {
    for (const line of chunk.split('\n')) {
      const last = blocks.at(-1);
      if (line.startsWith('## ')) blocks.push({ kind: 'heading', lines: [runs(line.slice(3))] });
      else if (line.startsWith('- ')) {
        if (last?.kind === 'list') last.lines.push(runs(line.slice(2)));
        else blocks.push({ kind: 'list', lines: [runs(line.slice(2))] });
      } else if (line.startsWith('  ') && last?.kind === 'list') {
        last.lines.at(-1)?.push(...runs(` ${line.trim()}`));
      } else if (last?.kind === 'paragraph' && line !== chunk.split('\n')[0]) last.lines.push(runs(line));
      else if (line !== '') blocks.push({ kind: 'paragraph', lines: [runs(line)] });
    }
  }
  return blocks;
}

/** The letter as text: the marks around links fall away, the address stays. */
export function plainText(text: string): string {
  return text.replaceAll(LINK_START, '').replaceAll(LINK_END, '').replace(/^## /gm, '');
}

function runs(line: string): Run[] {
  return line
    .split(LINK_START)
    .flatMap((piece, at): Run[] => {
      if (at === 0) return [{ text: piece, href: null }];
      const [href = '', rest = ''] = piece.split(LINK_END);
      return [
        { text: href, href },
        { text: rest, href: null },
      ];
    })
    .filter(({ text }) => text !== '');
}
