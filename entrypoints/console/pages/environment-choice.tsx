import { tk } from '../../../lib/browser/translate';
import type { Environment } from '../../../lib/model/evidence';

/** A provider's worlds in words. */
export const environmentWords = {
  production: 'console_environment_production',
  sandbox: 'console_environment_sandbox',
} as const satisfies Record<Environment, string>;

/** Which of a provider's worlds is meant; nothing where it has only one. */
export function EnvironmentChoice(props: {
  environments: readonly Environment[];
  value: Environment;
  onChange(environment: Environment): void;
}) {
  if (props.environments.length < 2) return null;
  return (
    <fieldset class="environments">
      <legend>{tk('console_environment_title')}</legend>
      {props.environments.map((environment) => (
        <label class="check" key={environment}>
          <input
            type="radio"
            name="environment"
            value={environment}
            checked={environment === props.value}
            onChange={() => props.onChange(environment)}
          />
          {tk(environmentWords[environment])}
        </label>
      ))}
    </fieldset>
  );
}
