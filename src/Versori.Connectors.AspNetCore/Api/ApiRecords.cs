namespace Versori.Connectors.AspNetCore.Api;

/// <summary>A connector in a list.</summary>
internal sealed record ConnectorItem(string Id, string Title, string? Description, int Version);

/// <summary>A part of a list; <c>next</c> is the value of <c>after</c> for the next part.</summary>
internal sealed record ConnectorItems(IReadOnlyList<ConnectorItem> Items, string? Next);

/// <summary>A form of a connector.</summary>
internal sealed record FormItem(string Id, string Kind, IReadOnlyList<FormPartItem> Parts);

/// <summary>An auth method of a form.</summary>
internal sealed record FormPartItem(string Method, string Title, IReadOnlyList<FieldItem> Fields);

/// <summary>A field of a form or an input of a connector.</summary>
internal sealed record FieldItem(
    string Name,
    string? Title,
    string? Description,
    bool Required,
    bool IsSecret,
    string? Pattern,
    IReadOnlyList<string> AllowedValues);

/// <summary>The forms and inputs of a connector.</summary>
internal sealed record FormItems(IReadOnlyList<FieldItem> Inputs, IReadOnlyList<FormItem> Forms);

/// <summary>A connection.</summary>
internal sealed record ConnectionItem(
    string Id,
    string Connector,
    string Name,
    string Owner,
    string Status,
    string? Account,
    bool IsDefault,
    DateTimeOffset CreatedAt,
    DateTimeOffset? UsableUntil,
    string? LastCheck,
    IReadOnlyList<string> Methods,
    int Version,
    int? UndoVersion,
    IReadOnlyList<string> MissingScopes,
    IReadOnlyList<string> UsedBy,
    int? UsedByCount,
    string? UsedByFingerprint);

/// <summary>A part of a list; <c>next</c> is the value of <c>after</c> for the next part.</summary>
internal sealed record ConnectionItems(IReadOnlyList<ConnectionItem> Items, string? Next);

/// <summary>The result of a check.</summary>
internal sealed record CheckItem(string Outcome, DateTimeOffset CheckedAt, string? Endpoint, int? Status);

/// <summary>A request for a connect session.</summary>
internal sealed record NewSessionItem
{
    // Settable: generated code gives init-only properties that are missing no default.
    public IReadOnlyList<string> Connectors { get; set; } = [];

    public IReadOnlyList<TemplateItem> Templates { get; set; } = [];

    public string? Connection { get; set; }

    public string? Delivery { get; set; }

    public bool OwnerOnly { get; set; }

    public string? ReturnUrl { get; set; }

    public string? Origin { get; set; }

    public int? LifetimeSeconds { get; set; }

    public string? Owner { get; set; }
}

/// <summary>A template by its key.</summary>
internal sealed record TemplateItem(string Integration, string Name);

/// <summary>A connect session's link.</summary>
internal sealed record SessionItem(string Id, string Url, string StatusUrl, DateTimeOffset ExpiresAt)
{
    // The URL is a permission.
    public override string ToString() => Id;
}
