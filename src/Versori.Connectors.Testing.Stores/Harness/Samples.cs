namespace Versori.Connectors.Testing;

/// <summary>Records to store. Every property that a store could lose has a value.</summary>
internal static partial class Samples
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 30, 15, 123, TimeSpan.Zero);

    public static readonly ConnectorId Shop = ConnectorId.Parse("shop");

    /// <summary>Texts that not every store could return as they were saved. No store is asked for them.</summary>
    public static readonly string[] UnstorableTexts = ["a\0b", "\0", "a\ud800b", "\udc00", "a\ud83d"];

    /// <summary>Texts that every store keeps and compares as they are.</summary>
    public static readonly string[] UnusualTexts =
        ["%", "_", "a_b", "a%", "'; --", "\"", "\\", "a b ", " a", "\u0001", "\ufffd", "🛒", "é", "e\u0301", "ſ", "S"];

    private static readonly ConnectionId AConnection = ConnectionId.New(Now);

    public static ConnectorDefinition Definition(ConnectorId id, string title = "Shop") => new()
    {
        Id = id,
        Title = title,
        Description = "Ünïcode, \"quotes\" and a 🛒",
        BaseUrl = "https://{store}.example.com",
        Inputs = [new() { Name = "store", Pattern = "[a-z]+", AllowedValues = ["a", "b"] }],
        AuthMethods =
        [
            ApiKeyAuth.Create(CredentialLocation.Query, "api_key"),
            new OAuth2Auth
            {
                Grant = OAuth2Grant.ClientCredentials,
                TokenUrl = "https://{store}.example.com/token",
                DefaultLifetime = TimeSpan.FromMinutes(5),
                TokenParameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["audience"] = "x" },
            },
        ],
        Endpoints =
        [
            new()
            {
                Id = "orders/list",
                Method = "GET",
                Path = "/orders",
                Responses = [new() { Status = "200", Schema = JsonSchema.Parse("""{"$ref":"#/schemas/Order"}""") }],
            },
        ],
        Schemas = new Dictionary<string, JsonSchema>(StringComparer.Ordinal)
        {
            ["Order"] = JsonSchema.Parse("""{"type":["object","null"],"default":null}"""),
        },
    };

    public static Connector Connector(string id = "shop") => new()
    {
        Id = ConnectorId.Parse(id),
        Version = 1,
        Definition = Definition(ConnectorId.Parse(id)),
        CreatedAt = Now,
        UpdatedAt = Now.AddSeconds(1),
    };

    public static ConnectionTemplate Template(
        string integration = "mirror", string name = "shop", ConnectorId? connector = null) => new()
        {
            Id = new(integration, name),
            ConnectorId = connector ?? Shop,
            Endpoints = ["orders/list", "orders/get"],
            AuthMethods = ["apiKey"],
            Sharing = TemplateSharing.PerOwner,
            PinnedVersion = 3,
            CreatedAt = Now,
        };

    public static Connection Connection(
        string name = "acme", Owner owner = default, ConnectorId? connector = null, int number = 0)
    {
        var id = ConnectionId.New(Now.AddSeconds(number));
        return new()
        {
            Id = id,
            ConnectorId = connector ?? Shop,
            Owner = owner,
            Name = name,
            DefaultSince = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero),
            Snapshot = new()
            {
                ConnectorVersion = 7,
                TakenAt = Now,
                Methods = Definition(Shop).AuthMethods,
                Inputs = new Dictionary<string, string>(StringComparer.Ordinal) { ["store"] = "a" },
                Origins = ["https://a.example.com"],
                Secrets = new(SecretHolder.For(id), "credential", "1"),
            },
            Tokens =
            [
                new()
                {
                    MethodId = "oauth2",
                    Secret = new(SecretHolder.For(id), "token/oauth2", "2"),
                    ObtainedAt = Now,
                    ExpiresAt = Now.AddHours(1),
                    Scopes = ["a", "b"],
                },
            ],
            Status = ConnectionStatus.NeedsReauthorization,
            StatusReason = "Because.",
            Check = new(ConnectionCheckOutcome.Accepted, Now, "me", 200),
            CreatedAt = Now,
        };
    }

    public static Binding Binding(
        ConnectionId connection, string integration = "mirror", Owner owner = default, string environment = "") => new()
        {
            Key = new(new(integration, "shop"), owner, environment),
            ConnectionId = connection,
        };

    /// <summary>A sign-in with a browser.</summary>
    public static PendingSignIn Pending(string id) => new()
    {
        Id = id,
        ConnectorId = Shop,
        ConnectorVersion = 7,
        Method = (OAuth2Auth)Definition(Shop).AuthMethods[1],
        Owner = Owner.User("ada"),
        Name = "acme",
        ConnectionId = AConnection,
        Inputs = new Dictionary<string, string>(StringComparer.Ordinal) { ["store"] = "a" },
        IsDefault = true,
        CheckCredential = true,
        RedirectUri = "https://host.example.com/callback",
        SessionHash = "hash",
        ExpiresAt = Now.AddMinutes(10),
        Secrets = new(new("authorization", id), "authorization", "1"),
    };

    /// <summary>A sign-in with a device code, which has few of the properties.</summary>
    public static PendingSignIn PendingDevice(string id) => new()
    {
        Id = id,
        ConnectorId = Shop,
        ConnectorVersion = 1,
        Method = new OAuth2Auth { Grant = OAuth2Grant.DeviceCode },
        Name = "",
        PollInterval = TimeSpan.FromSeconds(5),
        ExpiresAt = Now.AddMinutes(10),
        Secrets = new(new("authorization", id), "authorization", "1"),
    };
}
