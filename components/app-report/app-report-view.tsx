import type { AppReport, ReportedRule } from '../../lib/explain/index.ts';
import { Cited } from '../explanation/index.ts';

function Rule({ rule, newTab }: { rule: ReportedRule; newTab: string }) {
  return (
    <li>
      <p lang={rule.lang}>{rule.text}</p>
      <p class="rf-small">
        <Cited cited={rule} newTab={newTab} />
      </p>
    </li>
  );
}

/** What an app asks for, with the rules on it; or why it could not be read. */
export function AppReportView({ report, newTab }: { report: AppReport; newTab: string }) {
  return (
    <div lang={report.language} dir={report.dir}>
      <h2>{report.title}</h2>
      {report.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {report.groups.map(({ group, label, verdict, verdictLabel, permissions, rules }) => (
        <section key={group} class={`rf-permission is-${verdict}`}>
          <h3>
            {label}: {verdictLabel}
          </h3>
          <p class="rf-small">{permissions.join(', ')}</p>
          {rules.length > 0 && (
            <ul>
              {rules.map((rule) => (
                <Rule rule={rule} newTab={newTab} key={rule.citation + rule.text} />
              ))}
            </ul>
          )}
        </section>
      ))}
      {report.notes.map((note) => (
        <p class="rf-small" key={note}>
          {note}
        </p>
      ))}
    </div>
  );
}
