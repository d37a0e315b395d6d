/** Presses a button of Setup: the org changes, and the data of after that comes back. */
export async function press(values) {
  await fetch('/_shell/act', { method: 'POST', body: values });
  return (await fetch('/_shell/data')).json();
}

/** What a form sends: the deed it is for, and its fields. */
export function formValues(form, act) {
  const values = new URLSearchParams(act);
  for (const field of form.querySelectorAll('[name]')) {
    if (field.type !== 'checkbox') values.append(field.name, field.value);
    else if (field.dataset.each === undefined) values.append(field.name, String(field.checked));
    else if (field.checked) values.append(field.name, field.value);
  }
  return values;
}
