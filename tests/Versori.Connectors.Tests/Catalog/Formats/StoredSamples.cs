namespace Versori.Connectors.Tests.Catalog.Formats;

/// <summary>Stored objects with a value other than the default in every property.</summary>
internal static class StoredSamples
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 30, 15, 123, TimeSpan.Zero);
    private static readonly ConnectionId Id = ConnectionId.Parse("019ca945-0000-7000-8000-000000000001");
    private static readonly ConnectorId Shop = ConnectorId.Parse("shop");

    /// <summary>A definition with auth methods and little else.</summary>
    public static ConnectorDefinition Definition(AuthMethod[] methods) =>
        new() { Id = Shop, Title = "Shop", BaseUrl = "https://example.com", AuthMethods = methods };

    /// <summary>A definition with every setting and few auth methods.</summary>
    public static ConnectorDefinition Definition(string title) => new()
    {
        Id = Shop,
        Title = title,
        Description = "Ünïcode, \"quotes\" and a 🛒",
        BaseUrl = "https://{store}.example.com",
        AllowInsecureHttp = true,
        Headers = MethodSamples.Map("X-Version"),
        Inputs =
        [
            new()
            {
                Name = "store",
                Title = "Store",
                Description = "The first part of the address.",
                Required = false,
                Default = "a",
                Pattern = "[a-z]+",
                AllowedValues = ["a", "b"],
            },
        ],
        AuthMethods = MethodSamples.Basic(),
        AuthAlternatives = [Alternative()],
        Endpoints =
        [
            Endpoint(),
            .. EnumValues.First<TemplateSharing>(2)
                .Select((value, number) => Endpoint() with { Id = $"e{number}", AuthAlternatives = null }),
        ],
        Webhooks = WebhookSamples.All(),
        CheckEndpoint = "orders/list",
        Schemas = new Dictionary<string, JsonSchema> { ["Order"] = Schema() },
    };

    public static Connector Connector() => new()
    {
        Id = Shop,
        Version = 3,
        Definition = Definition("Shop"),
        Draft = Definition("Draft"),
        ClientSecrets = new Dictionary<string, SecretReference>
        {
            ["oauth2"] = new(new("connector", "shop"), "client/oauth2", "1"),
        },
        CreatedAt = Now,
        UpdatedAt = Now.AddSeconds(1),
        Revision = 4,
    };

    public static ConnectionTemplate Template(TemplateSharing sharing) => new()
    {
        Id = new("mirror", "shop"),
        ConnectorId = Shop,
        Endpoints = ["orders/list"],
        AuthMethods = ["basic"],
        Sharing = sharing,
        PinnedVersion = 3,
        CreatedAt = Now,
        Revision = 4,
    };

    public static Binding Binding() => new()
    {
        Key = new(new("mirror", "shop"), Owner.User("ada"), "test"),
        ConnectionId = Id,
        Revision = 4,
    };

    public static IntegrationPlan Plan() => new()
    {
        Requirements = "Mirror the orders.",
        Connectors =
        [
            new()
            {
                TemplateName = "shop",
                Definition = Definition("Shop"),
                Endpoints = ["orders/list"],
                Sharing = TemplateSharing.PerOwner,
                OpenQuestions = ["Which store?"],
            },
        ],
    };

    public static Connection ConnectionWithServerAccess()
    {
        var connection = Connection([]);
        return connection with
        {
            Snapshot = connection.Snapshot with
            {
                CertificateAuthorities = "-----BEGIN CERTIFICATE-----",
                TrustSystemAuthorities = true,
                TokenRequestHeaders = MethodSamples.Map("User-Agent"),
            },
        };
    }

    public static Connection Connection(AuthMethod[] methods) => new()
    {
        Id = Id,
        ConnectorId = Shop,
        Owner = Owner.User("ada"),
        Name = "acme",
        DefaultSince = Now.AddDays(-1),
        Snapshot = new()
        {
            ConnectorVersion = 7,
            TakenAt = Now,
            Methods = methods,
            Inputs = MethodSamples.Map("store"),
            ListedInputs = ["store"],
            CapturedValues = MethodSamples.Map("site"),
            MethodsWithOwnScopes = ["oauth2"],
            Origins = ["https://a.example.com"],
            Secrets = new(SecretHolder.For(Id), "credential", "1"),
        },
        Tokens =
        [
            new()
            {
                MethodId = "oauth2",
                Secret = new(SecretHolder.For(Id), "token/oauth2", "2"),
                ObtainedAt = Now,
                ExpiresAt = Now.AddHours(1),
                RefreshTokenExpiresAt = Now.AddDays(1),
                Scopes = ["read", "write"],
            },
        ],
        Status = ConnectionStatus.NeedsReauthorization,
        StatusReason = "Because.",
        Check = new(ConnectionCheckOutcome.Accepted, Now, "me", 200),
        CreatedAt = Now,
        Revision = 4,
    };

    public static PendingSignIn PendingSignIn(AuthMethod[] methods) => new()
    {
        Id = "state",
        ConnectorId = Shop,
        ConnectorVersion = 7,
        Method = methods[0],
        HasOwnScopes = true,
        AdditionalMethods = methods[1..],
        Owner = Owner.User("ada"),
        Name = "acme",
        ConnectionId = Id,
        Inputs = MethodSamples.Map("store"),
        IsDefault = true,
        CheckCredential = true,
        RedirectUri = "https://host.example.com/callback",
        SessionHash = "hash",
        PollInterval = TimeSpan.FromSeconds(5),
        ExpiresAt = Now.AddMinutes(10),
        Secrets = new(new("authorization", "state"), "authorization", "1"),
    };

    private static ConnectorEndpoint Endpoint() => new()
    {
        Id = "orders/list",
        Summary = "List orders",
        Description = "All of them.",
        Method = "POST",
        Path = "/orders/{id}",
        BaseUrl = "https://search.example.com",
        Parameters =
        [
            new()
            {
                Name = "id",
                In = ParameterLocation.Query,
                Required = true,
                Description = "The id.",
                Schema = Schema(),
                Style = ParameterStyle.DeepObject,
                Explode = true,
                AllowReserved = true,
            },
            .. EnumValues.First<ParameterLocation>(4)
                .Select((value, number) => new EndpointParameter { Name = $"l{number}", In = value }),
            .. EnumValues.First<ParameterStyle>(8)
                .Select(
                    (value, number) =>
                        new EndpointParameter { Name = $"s{number}", In = ParameterLocation.Query, Style = value }),
        ],
        RequestBody = new()
        {
            ContentType = "text/xml",
            Required = true,
            Description = "The order.",
            Schema = Schema(),
        },
        Responses = [new() { Status = "2XX", Description = "Orders.", ContentType = "text/xml", Schema = Schema() }],
        AuthAlternatives = [Alternative()],
        Tags = ["orders"],
        Deprecated = true,
    };

    private static AuthAlternative Alternative() => new() { Methods = ["main"], Scopes = ["read"] };

    private static JsonSchema Schema() => JsonSchema.Parse("""{"type":["object","null"],"default":null}""");
}
