import { Document, isMap, isNode, isPair, isScalar, isSeq } from 'yaml';
import type { Path } from './finding.js';
import type { SystemMap } from './language.js';

/** A remark for the reader of a proposed map: above an entry, or behind a short value. */
export interface Comment {
  path: Path;
  text: string;
  where: 'above' | 'behind';
}

/**
 * A map as YAML for people: in the order of the language, with comments. Comments whose place does not exist stand at
 * the end, so that none is lost.
 */
export function renderMap(map: SystemMap, comments: readonly Comment[] = [], head = ''): string {
  const document = new Document(map, { aliasDuplicateObjects: false });
  if (head) document.commentBefore = indent(head);
  const homeless = comments.filter((comment) => !attach(document, comment));
  if (homeless.length > 0) document.comment = indent(homeless.map((comment) => comment.text).join('\n'));
  return document.toString({ lineWidth: 120, flowCollectionPadding: true });
}

function attach(document: Document, { path, text, where }: Comment): boolean {
  const name = path.at(-1);
  const parent: unknown = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const entry: unknown = isMap(parent)
    ? parent.items.find((item) => isScalar(item.key) && item.key.value === name)
    : isSeq(parent)
      ? parent.items[Number(name)]
      : undefined;
  const behind = isPair(entry) ? entry.value : entry;
  const above = isPair(entry) ? entry.key : entry;
  if (where === 'behind' && isScalar(behind)) behind.comment = join(behind.comment, text);
  else if (isNode(above)) above.commentBefore = join(above.commentBefore, text);
  else return false;
  return true;
}

function join(before: string | null | undefined, text: string): string {
  return before ? `${before}\n${indent(text)}` : indent(text);
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');
}
