import { autocompletion, closeBrackets } from '@codemirror/autocomplete';
import { yaml, yamlLanguage } from '@codemirror/lang-yaml';
import { forceLinting, linter, lintGutter } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../systems-data.js';
import { mapCompletion } from './completion.js';
import { editorTheme } from './editor-theme.js';
import { editorWords } from './editor-words.js';
import { diagnosticsOf, placeOf } from './findings-in-text.js';
import type { MapSchema } from './schema-walk.js';

const LINT_DELAY_MS = 700;

export interface EditorHandle {
  /** Puts the cursor there, in sight. Lines and columns from 1. */
  jump(line: number, column: number): void;
}

interface Props {
  label: string;
  text: string;
  schema?: MapSchema | undefined;
  readOnly?: boolean;
  onChange?: (text: string) => void;
  /** Asks what is to be said to the text as it stands. */
  lint?: (text: string) => Promise<readonly Finding[]>;
  ref?: Ref<EditorHandle>;
}

/**
 * CodeMirror inside a shadow tree: there its styles are constructed sheets, which the page's policy allows, and not style
 * elements, which it forbids. Tab leaves the editor, as it leaves every field.
 */
export default function YamlEditor(props: Props): ReactNode {
  const { label, text, schema, readOnly = false, ref } = props;
  const { t } = useTranslation('systems');
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  const changing = useRef(new Compartment());
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const element = host.current!;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const editor = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: latest.current.text,
        extensions: [
          basicSetup,
          yaml(),
          editorTheme,
          EditorView.lineWrapping,
          changing.current.of([]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange?.(update.state.doc.toString());
          }),
          linting(latest),
          typingOverLines,
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    view.current?.dispatch({
      effects: changing.current.reconfigure([
        EditorView.contentAttributes.of({ 'aria-label': label, lang: 'en', spellcheck: 'false', tabindex: '0' }),
        EditorState.readOnly.of(readOnly),
        EditorState.phrases.of(editorWords(t)),
        schema && !readOnly ? completing(schema) : [],
      ]),
    });
  }, [label, readOnly, schema, t]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
    forceLinting(editor);
  }, [text]);

  useImperativeHandle(ref, () => ({
    jump: (line, column) => {
      const editor = view.current;
      if (!editor) return;
      const anchor = placeOf(editor.state.doc, line, column);
      editor.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      editor.focus();
    },
  }));

  return <div ref={host} className="systems-editor" />;
}

/**
 * Typing over several lines: left to itself, the browser joins what remains of them with elements that bear styles, which
 * the page's policy forbids and tells in the console.
 */
const typingOverLines = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { doc, selection, readOnly } = view.state;
    const { from, to } = selection.main;
    const overLines = doc.lineAt(from).number !== doc.lineAt(to).number;
    if (event.inputType !== 'insertText' || event.data === null || view.composing || readOnly || !overLines)
      return false;
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});

function linting(latest: { current: Props }): Extension {
  return [
    lintGutter(),
    linter(
      async (view) => {
        const { lint, readOnly } = latest.current;
        if (!lint || readOnly) return [];
        const { doc } = view.state;
        return diagnosticsOf(await lint(doc.toString()), doc);
      },
      { delay: LINT_DELAY_MS },
    ),
  ];
}

function completing(schema: MapSchema): Extension {
  return [
    closeBrackets(),
    autocompletion({ icons: false, activateOnTyping: true }),
    yamlLanguage.data.of({ autocomplete: mapCompletion(schema) }),
  ];
}
