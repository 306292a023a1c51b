namespace Versori.Connectors;

/// <summary>What was done, in an audit entry. Stores keep the names, so they never change.</summary>
public enum AuditAction
{
    /// <summary>A connector was created.</summary>
    ConnectorCreated,

    /// <summary>A connector's draft was saved.</summary>
    DraftSaved,

    /// <summary>A connector's definition was published; the detail is its version.</summary>
    ConnectorPublished,

    /// <summary>A connector and its secrets were deleted.</summary>
    ConnectorDeleted,

    /// <summary>The secret of the host's client was set or rotated; the detail is the auth method.</summary>
    ClientSecretChanged,

    /// <summary>The secrets of a webhook were set or removed; the detail is the webhook.</summary>
    WebhookSecretsChanged,

    /// <summary>A template was linked or changed.</summary>
    TemplateLinked,

    /// <summary>A template was removed, with its bindings.</summary>
    TemplateUnlinked,

    /// <summary>A connection was made; the detail is its auth methods.</summary>
    Connected,

    /// <summary>A connection's credentials were replaced; the detail is its auth methods.</summary>
    Reconnected,

    /// <summary>A connection was upgraded to the connector's current auth methods; the detail names them.</summary>
    Upgraded,

    /// <summary>A request was sent with a connection for the first time.</summary>
    FirstUsed,

    /// <summary>A connection's tokens were refreshed.</summary>
    TokensRefreshed,

    /// <summary>The external system refused to refresh a connection, which has to be connected again.</summary>
    ReauthorizationNeeded,

    /// <summary>A connection was chosen as its owner's default.</summary>
    DefaultChosen,

    /// <summary>A template was bound to a connection.</summary>
    BindingSet,

    /// <summary>The binding of a template was removed.</summary>
    BindingRemoved,

    /// <summary>A connection was disconnected, and its secrets were deleted.</summary>
    Disconnected,

    /// <summary>Secrets to which nothing referred were deleted; the detail is their number.</summary>
    OrphanedSecretsDeleted,

    /// <summary>The external system rejected a connection's credential, and no refresh can replace it.</summary>
    CredentialRejected,

    /// <summary>A connection was connected again as another account.</summary>
    AccountChanged,

    /// <summary>A client of the host was retired, and its secret deleted; the detail is the auth method.</summary>
    ClientRetired,

    /// <summary>A further origin was allowed to receive a connection's credentials; the detail is the origin.</summary>
    OriginApproved,

    /// <summary>Secrets were encrypted with the newest key; the detail is their number.</summary>
    SecretsReencrypted,

    /// <summary>A connector's draft was discarded.</summary>
    DraftDiscarded,

    /// <summary>An integration was activated for an end user; the detail is the integration.</summary>
    Activated,

    /// <summary>An integration was deactivated for an end user; the detail is the integration.</summary>
    Deactivated,

    /// <summary>
    /// All that belongs to an end user was deleted; the detail is the number of connections. The entry is written
    /// before the person's id is erased.
    /// </summary>
    PersonDeleted,

    /// <summary>A connection was given another name; the detail is the former one.</summary>
    Renamed,
}
