import { type ReactNode, useEffect } from 'react';
import './page-header.css';

/** The page's only h1, which names the window too, what it is about, and what may be done with the whole of it. */
export function PageHeader(props: {
  title: string;
  /** Follows the title and is never broken over lines. */
  reference?: string;
  above?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}): ReactNode {
  const { title, reference, above, children, actions } = props;
  const whole = reference === undefined ? title : `${title} ${reference}`;
  useEffect(() => {
    document.title = `${whole} · Habeas`;
  }, [whole]);
  return (
    <header className="page-header">
      <div className="stack-s">
        {above !== undefined && <div className="page-above">{above}</div>}
        <h1>
          {title}
          {reference !== undefined && (
            <>
              {' '}
              <span className="page-reference">{reference}</span>
            </>
          )}
        </h1>
        {children !== undefined && <div className="page-lead">{children}</div>}
      </div>
      {actions !== undefined && <div className="row no-print">{actions}</div>}
    </header>
  );
}
