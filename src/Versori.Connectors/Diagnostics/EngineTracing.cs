using System.Diagnostics;
using Versori.Connectors.Http;

namespace Versori.Connectors.Diagnostics;

/// <summary>
/// The spans of the engine. Failures have the status <c>Error</c> and <c>error.type</c>, also if nothing could be sent.
/// </summary>
internal static class EngineTracing
{
    private static readonly ActivitySource Source = new(EngineTelemetry.Name, EngineTelemetry.Version);

    /// <summary>Whether anything records spans.</summary>
    public static bool IsEnabled => Source.HasListeners();

    /// <summary>Runs an operation in a span.</summary>
    /// <param name="start">
    /// Starts the span. It runs here, because a span that the caller starts would stay the caller's current one.
    /// </param>
    /// <param name="run">The operation.</param>
    public static async Task<T> RunAsync<T>(Func<Activity?> start, Func<Activity?, Task<T>> run)
    {
        using var activity = start();
        try
        {
            return await run(activity).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            activity.Fail(exception);
            throw;
        }
    }

    public static Activity? StartConnect(ConnectorId connector, Owner owner)
    {
        var activity = Source.StartActivity("versori.connect");
        activity?.SetTag("versori.connector.id", connector.Value);
        activity?.SetTag("versori.owner", owner.ToString());
        return activity;
    }

    public static Activity? StartReconnect(ConnectionId connection)
    {
        var activity = Source.StartActivity("versori.reconnect");
        activity?.SetTag("versori.connection.id", connection.ToString());
        return activity;
    }

    public static Activity? StartSignIn(string step, ConnectorId? connector)
    {
        var activity = Source.StartActivity($"versori.sign_in.{step}");
        if (connector is { } id) activity?.SetTag("versori.connector.id", id.Value);
        return activity;
    }

    public static Activity? StartRefresh(ConnectionId connection)
    {
        var activity = Source.StartActivity("versori.refresh");
        activity?.SetTag("versori.connection.id", connection.ToString());
        return activity;
    }

    public static Activity? StartInvocation(RouteKey key, string endpointId)
    {
        var activity = Source.StartActivity("versori.invoke", ActivityKind.Client);
        activity.SetKey(key);
        activity?.SetTag("versori.endpoint.id", endpointId);
        return activity;
    }

    /// <summary>Starts the span of a request that a client of the host sends.</summary>
    public static Activity? StartCall(RouteKey key, HttpMethod method)
    {
        var activity = Source.StartActivity("versori.call", ActivityKind.Client);
        activity.SetKey(key);
        activity?.SetTag("http.request.method", method.Method);
        return activity;
    }

    /// <summary>Names the connector and the connection, once they are known.</summary>
    public static void SetRoute(this Activity? activity, Route? route)
    {
        if (activity is null || route is null) return;
        activity.SetTag("versori.connector.id", route.Connector.Id.Value);
        activity.SetTag("versori.connection.id", route.Connection.Id.ToString());
    }

    /// <summary>Names the endpoint's method and path, whose variables have no values.</summary>
    public static void SetEndpoint(this Activity? activity, ConnectorEndpoint endpoint)
    {
        activity?.SetTag("http.request.method", endpoint.Method);
        activity?.SetTag("url.template", endpoint.Path);
    }

    /// <summary>Names the server. The path and the query may contain credentials.</summary>
    public static void SetServer(this Activity? activity, Uri? url)
    {
        if (activity is null || url is not { IsAbsoluteUri: true } || url.Host == BaseAddresses.Unresolved.Host) return;
        activity.SetTag("server.address", url.Host);
        activity.SetTag("server.port", url.Port);
    }

    /// <summary>Sets the status of the response; 400 and above is an error for a client (HTTP spans).</summary>
    public static void SetResponse(this Activity? activity, int status)
    {
        if (activity is null) return;
        activity.SetTag("http.response.status_code", status);
        if (status < 400) return;
        activity.SetTag("error.type", ErrorTypes.Of(status));
        activity.SetStatus(ActivityStatusCode.Error);
    }

    public static void Fail(this Activity? activity, ConnectorError error)
    {
        activity?.SetTag("error.type", ErrorTypes.Of(error.Code));
        activity?.SetStatus(ActivityStatusCode.Error, error.Message);
    }

    // The message of other exceptions may contain a URL with its credentials.
    public static void Fail(this Activity? activity, Exception exception)
    {
        if (exception is ConnectorException known)
        {
            activity.Fail(known.Error);
            return;
        }

        activity?.SetTag("error.type", ErrorTypes.Of(exception));
        activity?.SetStatus(ActivityStatusCode.Error);
    }

    private static void SetKey(this Activity? activity, RouteKey key)
    {
        if (activity is null) return;
        if (key.Connection is { } connection)
        {
            activity.SetTag("versori.connection.id", connection.ToString());
            return;
        }

        activity.SetTag("versori.template", key.Template.ToString());
        activity.SetTag("versori.owner", key.Owner.ToString());
    }
}
