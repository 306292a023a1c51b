using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Versori.Connectors.Connecting;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Http;

/// <summary>
/// What calls without a connection have in common with the calls of a connection: limits, retries, redirects. All such
/// calls of a connector share its limits, as if it were one connection without auth methods.
/// </summary>
internal sealed class AnonymousRuntimes(
    ConnectionRuntimes runtimes, ConnectionLimiters limiters, IOptions<VersoriConnectorsOptions> options)
{
    // Kept for the version that was called last, because nothing else holds the limits of the connector.
    private readonly ConcurrentDictionary<ConnectorId, Known> _known = [];

    /// <summary>Returns what a call needs.</summary>
    public async ValueTask<WarmCall> CallOfAsync(AnonymousRoute anonymous, CancellationToken cancellationToken)
    {
        var (connector, definition) = (anonymous.Connector, anonymous.Definition);
        var runtime = RuntimeOf(anonymous);
        limiters.Apply(runtime, connector.Version, definition.Limits);
        var prepared = await runtime.GetAsync(cancellationToken).ConfigureAwait(false);
        var route = new Route(connector, anonymous.Template, prepared.Connection, runtime, anonymous.BaseAddress)
        {
            Headers = ConnectorHeaders.Evaluate(definition, anonymous.Snapshot),
            Retries = RetryPolicy.Of(definition, options.Value),
            Outcomes = StatedOutcomes.Of(definition),
            Endpoints = EndpointIndex.Of(definition),
            RereadAt = 0,
            StaleAt = 0,
        };
        return new(route, prepared, Group: 0, Epoch: 0, MayBeKept: false);
    }

    private static string[] OriginsOf(AnonymousRoute anonymous)
    {
        var addresses = anonymous.Definition.Endpoints
            .Select(endpoint => endpoint.BaseUrl)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Select(address => TryEvaluate(address, anonymous.Snapshot))
            .OfType<Uri>();
        return [.. addresses.Prepend(anonymous.BaseAddress).Select(Origins.Of).Distinct(StringComparer.Ordinal)];
    }

    private static Uri? TryEvaluate(string address, AuthSnapshot snapshot)
    {
        try
        {
            return BaseAddresses.Evaluate(address, snapshot);
        }
        catch (ConnectorException)
        {
            return null; // It needs inputs of a connection, so that its endpoint cannot be called without one.
        }
    }

    // The same for all processes that share the stores.
    private static ConnectionId IdOf(ConnectorId connector) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"anonymous {connector}")).AsSpan(0, 16)));

    private ConnectionRuntime RuntimeOf(AnonymousRoute anonymous)
    {
        var (id, version) = (anonymous.Connector.Id, anonymous.Connector.Version);
        if (_known.TryGetValue(id, out var known) && known.Version == version) return known.Runtime;
        return _known.AddOrUpdate(
            id,
            _ => new(version, Create(anonymous)),
            (_, former) => former.Version == version ? former : new(version, Succeed(former.Runtime, anonymous)))
            .Runtime;
    }

    // What was learned about the limits holds for the next version too.
    private ConnectionRuntime Succeed(ConnectionRuntime former, AnonymousRoute anonymous)
    {
        var runtime = Create(anonymous);
        runtime.Limiter = former.Limiter;
        return runtime;
    }

    private ConnectionRuntime Create(AnonymousRoute anonymous)
    {
        var id = IdOf(anonymous.Connector.Id);
        var origins = OriginsOf(anonymous);
        var runtime = new ConnectionRuntime(id, runtimes);
        runtime.Publish(new()
        {
            Connection = new()
            {
                Id = id,
                ConnectorId = anonymous.Connector.Id,
                Name = anonymous.Definition.Title,
                Snapshot = anonymous.Snapshot with { Origins = origins },
            },
            Authenticators = [],
            Methods = [],
            Origins = origins,
            Fields = CredentialFields.Empty,
            RecheckAt = long.MaxValue,
            UnusableFrom = long.MaxValue,
            CanRefresh = false,
            Responses = ResponseClassifier.Of([]),
            TokenStamp = default,
        });
        return runtime;
    }

    private sealed record Known(int Version, ConnectionRuntime Runtime);
}
