import type { TFunction } from 'i18next';

/** The editor's own words by the English ones that it uses. */
export function editorWords(t: TFunction<'systems'>): Record<string, string> {
  return {
    Completions: t('editor.words.completions'),
    Diagnostics: t('editor.words.findings'),
    'No diagnostics': t('editor.words.no_findings'),
    Find: t('editor.words.find'),
    Replace: t('editor.words.replace'),
    next: t('editor.words.next'),
    previous: t('editor.words.previous'),
    all: t('editor.words.all'),
    'match case': t('editor.words.match_case'),
    'by word': t('editor.words.by_word'),
    regexp: t('editor.words.regexp'),
    replace: t('editor.words.replace_one'),
    'replace all': t('editor.words.replace_all'),
    close: t('editor.words.close'),
    'Fold line': t('editor.words.fold'),
    'Unfold line': t('editor.words.unfold'),
    'Folded lines': t('editor.words.folded'),
    'Unfolded lines': t('editor.words.unfolded'),
    'folded code': t('editor.words.folded'),
    unfold: t('editor.words.unfold'),
    'Go to line': t('editor.words.go_to'),
    go: t('editor.words.go'),
  };
}
