import type { ReactNode } from 'react';

/** Plain text with three habits: an empty line ends a paragraph, `- ` begins an item of a list, `## ` a heading. */
export function Prose({ text }: { text: string }): ReactNode {
  return text
    .trim()
    .split(/\n{2,}|\n(?=## )/)
    .flatMap((chunk): ReactNode[] => {
      const lines = chunk.split('\n').filter((line) => line.trim() !== '');
      const [first = '', ...rest] = lines;
      if (first.startsWith('## ')) {
        return [
          <h3 key={chunk}>{first.slice(3)}</h3>,
          ...(rest.length > 0 ? [<Lines key={`${chunk} `} lines={rest} />] : []),
        ];
      }
      return [<Lines key={chunk} lines={lines} />];
    });
}

function Lines({ lines }: { lines: readonly string[] }): ReactNode {
  if (!lines.every((line) => line.startsWith('- ') || line.startsWith('  '))) return <p>{lines.join(' ')}</p>;
  const items: string[] = [];
  for (const line of lines) {
    if (line.startsWith('- ')) items.push(line.slice(2));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
