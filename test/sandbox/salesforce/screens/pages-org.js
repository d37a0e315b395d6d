export function historyPage(data) {
  return {
    title: 'Login History',
    blocks: [
      {
        kind: 'list',
        name: 'Login History',
        columns: ['Login Time', 'Username', 'Status'],
        rows: data.loginHistory.map(({ at, username, status }) => ({
          name: at,
          cells: [at, username, status],
          actions: [],
        })),
        empty: 'No records to display.',
      },
    ],
  };
}

/** Trusted ranges save people a code by e-mail; they keep nobody out, which only profiles do (facts 7). */
export function networkPage() {
  return {
    title: 'Network Access',
    note: 'Users who log in from a trusted range are not asked to verify their identity.',
    blocks: [
      {
        kind: 'list',
        name: 'Trusted IP Ranges',
        columns: ['Start IP Address', 'End IP Address'],
        rows: [],
        empty: 'No trusted IP ranges specified',
      },
    ],
  };
}

export function sessionPage(data) {
  return {
    title: 'Session Settings',
    blocks: [
      {
        kind: 'form',
        name: 'Session Settings',
        fields: [
          {
            kind: 'check',
            name: 'isSessionLocked',
            label: 'Lock sessions to the IP address from which they originated',
            isOn: data.org.isSessionLocked,
          },
        ],
        act: { what: 'save_session_settings' },
        save: 'Save',
        back: '/setup/SecuritySession',
      },
    ],
  };
}

export function companyPage(data) {
  return {
    title: 'Company Information',
    section: data.org.name,
    blocks: [
      {
        kind: 'detail',
        name: 'Organization Detail',
        fields: [
          ['Organization Name', data.org.name],
          ['Organization Edition', data.org.edition],
          ['Salesforce.com Organization ID', data.org.id.slice(0, 15)],
          ['Instance', data.org.instance],
        ],
        buttons: [],
      },
      {
        kind: 'list',
        name: 'Add-ons',
        columns: ['Name', 'Status'],
        rows: [
          {
            name: 'Web Services API',
            cells: ['Web Services API', data.org.hasApi ? 'Active' : 'Not included'],
            actions: data.org.hasApi ? [] : [{ label: 'Add', act: { what: 'add_product' } }],
          },
        ],
        empty: '',
      },
    ],
  };
}
