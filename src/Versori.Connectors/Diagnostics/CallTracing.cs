using System.Diagnostics;
using Versori.Connectors.Http;

namespace Versori.Connectors.Diagnostics;

/// <summary>Sends requests of the host's clients in a span. Used only if something records spans.</summary>
internal static class CallTracing
{
    /// <param name="routes">The routes in use.</param>
    /// <param name="key">The target of the request.</param>
    /// <param name="request">The request.</param>
    /// <param name="send">Sends the request.</param>
    public static Task<HttpResponseMessage> SendAsync(
        Routes routes,
        RouteKey key,
        HttpRequestMessage request,
        Func<Task<HttpResponseMessage>> send) => EngineTracing.RunAsync(
            () => EngineTracing.StartCall(key, request.Method),
            async activity =>
            {
                try
                {
                    var response = await send().ConfigureAwait(false);
                    activity.SetResponse((int)response.StatusCode);
                    return response;
                }
                finally
                {
                    SetTarget(activity, routes.For(key).Current, request);
                }
            });

    /// <summary>Sends synchronously.</summary>
    /// <inheritdoc cref="SendAsync" path="/param" />
    public static HttpResponseMessage Send(
        Routes routes,
        RouteKey key,
        HttpRequestMessage request,
        Func<HttpResponseMessage> send)
    {
        using var activity = EngineTracing.StartCall(key, request.Method);
        try
        {
            var response = send();
            activity.SetResponse((int)response.StatusCode);
            return response;
        }
        catch (Exception exception)
        {
            activity.Fail(exception);
            throw;
        }
        finally
        {
            SetTarget(activity, routes.For(key).Current, request);
        }
    }

    private static void SetTarget(Activity? activity, Route? route, HttpRequestMessage request)
    {
        activity.SetRoute(route);
        activity.SetServer(request.RequestUri);
    }
}
