import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete';
import { keysAt, type MapSchema, valuesAt } from './schema-walk.js';
import { type YamlPlace, yamlPlace } from './yaml-place.js';

/** Completing parses the text; beyond this size it would be felt. */
const MOST_TEXT = 200_000;

/** Keys and values that the schema of the map allows where the cursor stands, and names that the map itself gives. */
export function mapCompletion(schema: MapSchema): CompletionSource {
  return (context) => complete(schema, context);
}

function complete(schema: MapSchema, context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/[\w$./-]*/);
  const from = word?.from ?? context.pos;
  if (!context.explicit && from === context.pos) return null;
  const text = context.state.doc.toString();
  if (text.length > MOST_TEXT || isComment(context)) return null;
  const place = yamlPlace(text, from, context.pos);
  if (!place) return null;
  const options = [
    ...(place.expects === 'value' ? [] : keyOptions(schema, place, context)),
    ...(place.expects === 'key' ? [] : valueOptions(schema, place)),
  ];
  return options.length === 0 ? null : { from, options: unique(options), validFor: /^[\w$./-]*$/ };
}

function keyOptions(schema: MapSchema, place: YamlPlace, context: CompletionContext): Completion[] {
  const rest = context.state.doc
    .lineAt(context.pos)
    .text.slice(context.pos - context.state.doc.lineAt(context.pos).from);
  const colon = /^\s*:/.test(rest);
  return keysAt(schema, place.path)
    .filter(({ name }) => !place.taken.has(name))
    .map(({ name, description, required, opens }) => ({
      label: name,
      type: 'property',
      boost: required ? 2 : 0,
      ...(description === undefined ? {} : { info: description }),
      apply: colon ? name : opens === 'block' ? `${name}:` : `${name}: `,
    }));
}

function valueOptions(schema: MapSchema, place: YamlPlace): Completion[] {
  const stated = valuesAt(schema, place.path).map(({ text, description }) => ({
    label: text,
    type: 'enum',
    ...(description === undefined ? {} : { info: description }),
  }));
  return [...stated, ...namesOfTheMap(place).map((label) => ({ label, type: 'variable' }))];
}

/** Purposes, collections and columns are named in one place and meant in others. */
function namesOfTheMap({ path, document }: YamlPlace): string[] {
  const map = table(document);
  const spot = path.filter((step) => step !== '*');
  const last = spot.at(-1) ?? '';
  if (spot[0] !== 'collections' || spot.length < 3) return [];
  if (last === 'purpose') return Object.keys(table(map['purposes']));
  if (last === 'because' || last === 'eraseAfter') return Object.keys(table(map['collections']));
  const collection = table(table(map['collections'])[spot[1]!]);
  const columns = Object.keys(table(collection['fields']));
  const plain = Array.isArray(collection['notPersonal']) ? collection['notPersonal'].map(String) : [];
  if (last === 'keep' || last === 'clear') return columns;
  return last === 'key' || last === 'from' || spot[2] === 'identifiedBy' ? [...columns, ...plain] : [];
}

const isComment = ({ state, pos }: CompletionContext): boolean =>
  /(?:^|\s)#/.test(state.doc.lineAt(pos).text.slice(0, pos - state.doc.lineAt(pos).from));

function table(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function unique(options: Completion[]): Completion[] {
  return [...new Map(options.map((option) => [option.label, option])).values()];
}
