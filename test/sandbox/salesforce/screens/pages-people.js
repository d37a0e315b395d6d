const isNative = (data) => data.layout.setup === 'native';

/** Classic lists name the family first. */
function listName(data, { name }) {
  const [given, ...family] = name.split(' ');
  return isNative(data) ? name : `${family.join(' ')}, ${given}`;
}

export function usersPage(data) {
  return {
    title: isNative(data) ? 'Users' : 'All Users',
    section: 'Users',
    blocks: [
      {
        kind: 'list',
        name: 'All Users',
        columns: ['Full Name', 'Username', 'Active', 'Profile'],
        rows: data.users.map((user) => ({
          name: user.username,
          cells: [
            { text: listName(data, user), place: `/${user.id}` },
            { text: user.username, place: `/${user.id}` },
            user.isActive,
            { text: user.profile, place: profilePlace(data, user) },
          ],
          actions: [{ label: 'Edit', place: `/${user.id}/e` }],
        })),
        empty: 'No records to display.',
      },
    ],
  };
}

const profilePlace = (data, user) => `/${data.profiles.find(({ name }) => name === user.profile)?.id}`;

export function userPage(data, id, part) {
  const user = data.users.find((candidate) => candidate.id === id);
  if (!user) return undefined;
  if (part === 'e') return userForm(data, user);
  return {
    title: user.name,
    section: 'User',
    note: user.isFrozen ? 'This user is frozen and can’t log in.' : undefined,
    blocks: [
      {
        kind: 'detail',
        name: 'User Detail',
        fields: [
          ['Name', user.name],
          ['Username', user.username],
          ['Profile', { text: user.profile, place: profilePlace(data, user) }],
          ['Active', user.isActive],
        ],
        buttons: [
          { label: 'Edit', place: `/${id}/e` },
          user.isFrozen
            ? { label: 'Unfreeze', act: { what: 'unfreeze', user: id } }
            : { label: 'Freeze', act: { what: 'freeze', user: id } },
        ],
      },
      {
        kind: 'list',
        name: 'Permission Set Assignments',
        columns: ['Permission Set Name'],
        rows: user.permissionSets.map((name) => ({ name, cells: [name], actions: [] })),
        buttons: [
          {
            label: isNative(data) ? 'Add Assignments' : 'Edit Assignments',
            place: `/udd/PermissionSet/assignPermissionSet.apexp?userId=${id}`,
          },
        ],
        empty: 'No records to display',
      },
      {
        kind: 'list',
        name: 'OAuth Connected Apps',
        columns: ['Application'],
        rows: user.apps.map((name) => ({
          name,
          cells: [name],
          actions: [
            {
              label: 'Revoke',
              act: { what: 'revoke', user: id, app: data.apps.find((app) => app.name === name)?.id ?? '' },
            },
          ],
        })),
        empty: 'No records to display',
      },
    ],
  };
}

const userForm = (data, user) => ({
  title: user.name,
  section: 'User Edit',
  blocks: [
    {
      kind: 'form',
      name: 'General Information',
      fields: [{ kind: 'check', name: 'isActive', label: 'Active', isOn: user.isActive }],
      act: { what: 'save_user', user: user.id },
      save: 'Save',
      back: isNative(data) ? '/setup/ManageUsers' : `/${user.id}`,
    },
  ],
});

export function assignmentPage(data, userId) {
  const user = data.users.find((candidate) => candidate.id === userId);
  return (
    user && {
      title: user.name,
      section: 'Permission Set Assignments',
      blocks: [
        {
          kind: 'form',
          name: 'Permission Set Assignments',
          fields: [
            {
              kind: 'checks',
              name: 'permissionSets',
              label: 'Available Permission Sets',
              options: data.permissionSets.map(({ name }) => [name, name, user.permissionSets.includes(name)]),
            },
          ],
          act: { what: 'save_assignments', user: user.id },
          save: isNative(data) ? 'Assign' : 'Save',
          back: `/${user.id}`,
        },
      ],
    }
  );
}

export function permissionSetsPage(data) {
  return {
    title: 'Permission Sets',
    blocks: [
      {
        kind: 'list',
        name: 'All Permission Sets',
        columns: ['Permission Set Label', 'Description'],
        rows: data.permissionSets.map(({ name }) => ({
          name,
          cells: [name, 'API Enabled, read access to all records'],
          actions: [],
        })),
        empty: 'No records to display',
      },
    ],
  };
}

export function profilesPage(data) {
  return {
    title: 'Profiles',
    blocks: [
      {
        kind: 'list',
        name: 'All Profiles',
        columns: ['Profile Name'],
        rows: data.profiles.map(({ id, name }) => ({ name, cells: [{ text: name, place: `/${id}` }], actions: [] })),
        empty: 'No records to display',
      },
    ],
  };
}

const hours = [
  ['all', 'All day'],
  ['limited', '02:00 – 03:00'],
];

export function profilePage(data, id, part) {
  const profile = data.profiles.find((candidate) => candidate.id === id);
  if (!profile) return undefined;
  const form = profileForms[part];
  if (form) return { title: profile.name, blocks: [{ ...form(profile), kind: 'form', back: `/${id}` }] };
  return {
    title: profile.name,
    section: 'Profile',
    blocks: [
      {
        kind: 'detail',
        name: 'Administrative Permissions',
        fields: [['API Enabled', profile.hasApi]],
        buttons: [{ label: 'Edit', place: `/${id}/e` }],
      },
      {
        kind: 'detail',
        name: 'Login Hours',
        fields: [['Every day', profile.isOutOfHours ? '02:00 – 03:00' : 'All day']],
        buttons: [{ label: isNative(data) ? 'Edit Login Hours' : 'Edit', place: `/${id}/hours` }],
      },
      {
        kind: 'list',
        name: 'Login IP Ranges',
        columns: ['IP Start Address', 'IP End Address'],
        rows: profile.ranges.map(({ start, end }) => ({
          name: start,
          cells: [start, end],
          actions: [{ label: isNative(data) ? 'Delete' : 'Del', act: { what: 'delete_range', profile: id, start } }],
        })),
        buttons: [{ label: isNative(data) ? 'Add IP Ranges' : 'New', place: `/${id}/range` }],
        empty: 'No Login IP Ranges Specified',
      },
    ],
  };
}

const profileForms = {
  e: ({ id, hasApi }) => ({
    name: 'Administrative Permissions',
    fields: [{ kind: 'check', name: 'hasApi', label: 'API Enabled', isOn: hasApi }],
    act: { what: 'save_profile', profile: id },
    save: 'Save',
  }),
  hours: ({ id, isOutOfHours }) => ({
    name: 'Login Hours',
    fields: [
      { kind: 'select', name: 'hours', label: 'Every day', value: isOutOfHours ? 'limited' : 'all', options: hours },
    ],
    act: { what: 'save_hours', profile: id },
    save: 'Save',
  }),
  range: ({ id }) => ({
    name: 'Login IP Range Edit',
    fields: [
      { kind: 'text', name: 'start', label: 'IP Start Address', value: '' },
      { kind: 'text', name: 'end', label: 'IP End Address', value: '' },
    ],
    act: { what: 'add_range', profile: id },
    save: 'Save',
  }),
};
