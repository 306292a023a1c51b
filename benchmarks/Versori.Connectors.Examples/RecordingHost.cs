using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Generation;

namespace Versori.Connectors.Examples;

/// <summary>An engine whose requests are recorded, and not sent.</summary>
internal sealed class RecordingHost : IAsyncDisposable
{
    private const string Mark = "s3cretvalue";

    private readonly RecordingHandler _wire = new();
    private readonly ServiceProvider _services;
    private ConnectorDefinition? _definition;
    private ConnectionId? _connection;

    public RecordingHost()
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors().AddGeneration();
        services.ConfigureHttpClientDefaults(builder => builder
            .ConfigurePrimaryHttpMessageHandler(() => _wire)
            .PrimaryHandlerFollowsNoRedirects());
        _services = services.BuildServiceProvider();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>Imports a document. One without a usable server or an auth method gets them.</summary>
    public async Task<ConnectorDefinition> ImportAsync(string file)
    {
        var generator = _services.GetRequiredService<IConnectorGenerator>();
        var source = ConnectorSource.OpenApiFile(file);
        ConnectorDefinition definition;
        try
        {
            definition = (await generator.ImportAsync(source)).Definition;
        }
        catch (ConnectorException)
        {
            definition = (await generator.ImportAsync(source.WithBaseUrl("https://api.example.com/base"))).Definition;
        }

        return definition.AuthMethods.Count > 0
            ? definition
            : definition with { AuthMethods = [new BearerAuth()] };
    }

    /// <summary>Publishes the definition and connects with a credential for each of its methods.</summary>
    public async Task ConnectAsync(ConnectorDefinition definition)
    {
        // Methods with tokens are replaced by a token that is there already: the request carries it in the same place.
        _definition = definition with
        {
            AllowInsecureHttp = true,
            CheckEndpoint = null,
            AuthMethods = [.. definition.AuthMethods.Select(method => method switch
            {
                ApiKeyAuth or BasicAuth or BearerAuth or NoAuth => method,
                _ => new BearerAuth { Id = method.Id },
            })],
        };
        var catalog = _services.GetRequiredService<IConnectorCatalog>();
        await catalog.SaveDraftAsync(_definition);
        await catalog.PublishAsync(_definition.Id);
        var credentials = _definition.AuthMethods.Select(CredentialOf).ToList();
        var connection = await _services.GetRequiredService<IConnections>().ConnectAsync(new()
        {
            ConnectorId = _definition.Id,
            Name = "examples",
            CheckCredential = false,
            Credential = credentials[0],
            AdditionalCredentials = credentials[1..],
            Inputs = _definition.Inputs
                .Where(input => input.Default is null && input.Required)
                .ToDictionary(input => input.Name, input => input.AllowedValues is [var first, ..] ? first : "example"),
        });
        _connection = connection.Id;
    }

    /// <summary>Sends a request; <see langword="null"/> if there is no connection.</summary>
    public async Task<SentExample?> SendAsync(ConnectorEndpoint endpoint, EndpointExample example)
    {
        if (_connection is not { } connection) return null;
        _wire.Last = null;
        await _services.GetRequiredService<IEndpointInvoker>().InvokeAsync(
            new EndpointCall(connection, endpoint.Id) { Arguments = example.Arguments });
        var request = _wire.Last!;
        var alternatives = endpoint.AuthAlternatives ?? _definition!.AuthAlternatives;
        var isAnonymous = endpoint.AuthAlternatives is { Count: 0 }
            || (alternatives.Count > 0 && alternatives.Any(alternative => alternative.Methods.Count == 0))
            || _definition!.AuthMethods.All(method => method is NoAuth);
        var hasCredential = request.All.Contains(Mark, StringComparison.Ordinal);
        return new(UrlProblem(endpoint, request.Url), isAnonymous || hasCredential);
    }

    private string? UrlProblem(ConnectorEndpoint endpoint, Uri url)
    {
        var start = Template(endpoint.BaseUrl ?? _definition!.BaseUrl).TrimEnd('/');
        var path = endpoint.Path.Split('#')[0];
        var query = path.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0) path = path[..query];
        var expected = $"^{start}{Template(path.StartsWith('/') ? path : "/" + path)}([?].*)?$";
        const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.Singleline;
        return Regex.IsMatch(Uri.UnescapeDataString(url.AbsoluteUri), expected, Options)
            ? null
            : $"{url} does not have the form {expected}";
    }

    private static string Template(string text) => string.Concat(Regex.Split(text, "([{][^{}]*[}])").Select(piece =>
        piece.StartsWith('{') ? ".+" : Regex.Escape(Uri.UnescapeDataString(piece))));

    private static Credential CredentialOf(AuthMethod method) => method switch
    {
        NoAuth => Credential.None,
        ApiKeyAuth => Credential.ApiKey(Mark).WithMethod(method.Id),
        BasicAuth => Credential.Basic(Mark, Mark).WithMethod(method.Id),
        _ => Credential.Bearer(Mark).WithMethod(method.Id),
    };
}
