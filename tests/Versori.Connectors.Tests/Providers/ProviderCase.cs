using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Tests.Providers;

/// <summary>
/// The conversation for connecting to a provider. How the provider authenticates is in the catalogue of known systems,
/// except for the mechanisms that belong to no system.
/// </summary>
public sealed class ProviderCase
{
    private static readonly Lazy<string> RsaKey = new(() => RSA.Create(2048).ExportPkcs8PrivateKeyPem());
    private static readonly Lazy<string> EcKey = new(
        () => ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportPkcs8PrivateKeyPem());

    private readonly JsonElement _root;

    private ProviderCase(JsonElement root)
    {
        _root = root;
        SystemId = root.TryGetProperty("system", out var system) ? system.GetString() : null;
        Definition = SystemId is null
            ? ConnectorDefinition.Parse(root.GetProperty("definition").GetRawText())
            : WithCall(KnownSystems.Get(SystemId).Definition, root);
        Method = root.TryGetProperty("method", out var id)
            ? Definition.AuthMethods.Single(method => method.Id == id.GetString())
            : Definition.AuthMethods[0];
    }

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Fixtures", "Providers");

    public ConnectorDefinition Definition { get; }

    /// <summary>The known system; <see langword="null"/> for a mechanism that belongs to no system.</summary>
    public string? SystemId { get; }

    public AuthMethod Method { get; }

    public IReadOnlyDictionary<string, string> Inputs => Texts("inputs");

    public Credential Credential => Method is NoAuth ? Credential.None : Credential.For(Method.Id, Texts("credential"));

    /// <summary>The interactive sign-in, if the provider has one: the page, its parameters and the callback.</summary>
    public JsonElement? SignIn => _root.TryGetProperty("signIn", out var signIn) ? signIn : null;

    /// <summary>The callback URL of the sign-in.</summary>
    public string RedirectUri => SignIn is { } signIn && signIn.TryGetProperty("redirectUri", out var uri)
        ? uri.GetString()!
        : "http://127.0.0.1/callback";

    /// <summary>
    /// The time at which the conversation takes place; <see langword="null"/> if no request depends on it.
    /// </summary>
    public DateTimeOffset? Now => _root.TryGetProperty("now", out var now) ? now.GetDateTimeOffset() : null;

    /// <summary>
    /// The vendor's pages whose printed requests the conversation repeats: member <c>example</c> of the sign-in and of
    /// each exchange. Such a request has every value that the page prints, and states every further parameter that is
    /// sent.
    /// </summary>
    public IReadOnlyList<Uri> Examples =>
    [
        .. new[] { Begin, Connect, Calls, Refresh }.SelectMany(exchanges => exchanges)
            .Select(exchange => exchange.Example)
            .Prepend(SignIn is { } signIn ? Exchange.ExampleOf(signIn) : null)
            .OfType<Uri>()
            .Distinct(),
    ];

    /// <summary>The requests before the user is redirected.</summary>
    public Exchange[] Begin => Exchanges("begin");

    public Exchange[] Connect => Exchanges("connect");

    /// <summary>The requests that are sent with the connection's client, as their <c>send</c> states.</summary>
    public Exchange[] Calls => Exchanges("calls");

    /// <summary>The requests of the first call after the token has expired.</summary>
    public Exchange[] Refresh => Exchanges("refresh");

    public static string[] Names() =>
    [
        .. Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension).OfType<string>()
            .Where(name => name[0] != '_').Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads a fixture from the folder of its first letter.</summary>
    public static ProviderCase Load(string name) =>
        new(JsonElement.Parse(File.ReadAllText(Path.Combine(Folder, name[..1], $"{name}.json"))));

    /// <summary>The providers that a definition cannot describe, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> NotDescribed() =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(
            File.ReadAllText(Path.Combine(Folder, "_not-described.json")))!;

    public static Dictionary<string, string> Texts(JsonElement values) =>
        values.EnumerateObject()
            .ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!, StringComparer.Ordinal);

    /// <summary>
    /// Adds the endpoint that the conversation calls after a refresh. The check when connecting is part of the methods;
    /// a system without one has no such endpoint.
    /// </summary>
    private static ConnectorDefinition WithCall(ConnectorDefinition definition, JsonElement root)
    {
        if (!root.TryGetProperty("call", out var call)) return definition;
        var json = JsonNode.Parse(call.GetRawText())!.AsObject();
        json["id"] = "check";
        var endpoint = ConnectorJson.Deserialize<ConnectorEndpoint>(json.ToJsonString())!;
        return definition with { Endpoints = [endpoint], CheckEndpoint = endpoint.Id };
    }

    private Dictionary<string, string> Texts(string name) =>
        Texts(_root.GetProperty(name))
            .ToDictionary(
                pair => pair.Key,
                pair => pair.Value switch { "$RSA" => RsaKey.Value, "$EC" => EcKey.Value, var text => text },
                StringComparer.Ordinal);

    private Exchange[] Exchanges(string name) => _root.TryGetProperty(name, out var list)
        ? [.. list.EnumerateArray().Select(item => new Exchange(item))]
        : [];
}
