import type { Phase } from '../model/evidence';
import type { Rule } from '../model/rule';

const source =
  'the wording of protocol-words, protocol-rights, protocol-company and protocol-availability in the words of German, French, Spanish, Italian, Dutch and Portuguese screens';

/** Where a person reads it: what a program answers is English. */
const phases: readonly Phase[] = ['api', 'page', 'authorize', 'callback'];

/** What screens and messages say to people who do not read English. Less sure than English, which the facts pages quote. */
export const languageRules: readonly Rule[] = [
  {
    id: 'words-other-sign-in-over',
    source,
    cause: 'refresh_token_expired',
    weight: 0.5,
    when: {
      phases,
      says: [
        ['sitzung', 'abgelaufen'],
        ['anmeldung', 'abgelaufen'],
        ['verbindung', 'abgelaufen'],
        'erneut anmelden',
        'melden sie sich erneut an',
        ['session', 'expiré'],
        ['connexion', 'expiré'],
        'reconnectez-vous',
        ['sesión', 'caducad'],
        ['sesión', 'expirad'],
        'vuelva a iniciar sesión',
        ['sessione', 'scadut'],
        'accedi di nuovo',
        ['sessie', 'verlopen'],
        'opnieuw aanmelden',
        ['sessão', 'expirou'],
      ],
    },
    also: [
      { cause: 'access_token_expired', weight: 0.4 },
      { cause: 'grant_revoked', weight: 0.3 },
    ],
    reconnectHelps: 'maybe',
    tests: ['refresh'],
  },
  {
    id: 'words-other-permission',
    source,
    cause: 'user_permission_insufficient',
    weight: 0.62,
    when: {
      phases,
      says: [
        'keine berechtigung',
        'nicht berechtigt',
        'fehlende berechtigung',
        'keinen zugriff',
        'zugriff verweigert',
        'pas l’autorisation',
        'pas autorisé',
        'pas les droits',
        'droits insuffisants',
        'accès refusé',
        'no tiene permiso',
        'permisos insuficientes',
        'acceso denegado',
        'non hai l’autorizzazione',
        'autorizzazioni insufficienti',
        'accesso negato',
        'geen toestemming',
        'geen toegang',
        'onvoldoende rechten',
        'não tem permissão',
        'acesso negado',
      ],
    },
    tests: ['other_area'],
  },
  {
    id: 'words-other-plan',
    source,
    cause: 'plan_restricted',
    weight: 0.66,
    when: {
      phases,
      says: [
        ['abonnement', 'abgelaufen'],
        ['abonnement', 'gekündigt'],
        ['abonnement', 'expiré'],
        ['abonnement', 'résilié'],
        ['abonnement', 'verlopen'],
        ['abbonamento', 'scadut'],
        ['suscripción', 'caducad'],
        ['suscripción', 'vencid'],
        ['suscripción', 'expirad'],
        ['assinatura', 'expirou'],
        ['testphase', 'abgelaufen'],
        ['période d’essai', 'terminé'],
      ],
    },
  },
  {
    id: 'words-other-limit',
    source,
    cause: 'rate_limited',
    weight: 0.66,
    when: {
      phases,
      says: [
        'zu viele anfragen',
        'trop de requêtes',
        'trop de demandes',
        'demasiadas solicitudes',
        'demasiadas peticiones',
        'troppe richieste',
        'te veel verzoeken',
        'te veel aanvragen',
        'muitas solicitações',
        'muitos pedidos',
      ],
    },
  },
  {
    id: 'words-other-outage',
    source,
    cause: 'provider_outage',
    weight: 0.62,
    when: {
      phases,
      says: [
        'wartungsarbeiten',
        ['vorübergehend', 'nicht verfügbar'],
        ['temporairement', 'indisponible'],
        'en cours de maintenance',
        ['temporalmente', 'no disponible'],
        'en mantenimiento',
        ['temporaneamente', 'non disponibile'],
        'in manutenzione',
        ['tijdelijk', 'niet beschikbaar'],
        ['temporariamente', 'indisponível'],
        'em manutenção',
      ],
    },
  },
];
