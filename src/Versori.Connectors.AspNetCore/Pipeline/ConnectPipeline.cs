using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Versori.Connectors.AspNetCore.Problems;
using Versori.Connectors.AspNetCore.Sessions;
using Versori.Connectors.AspNetCore.SignIn;
using Versori.Connectors.AspNetCore.Texts;
using Versori.Connectors.AspNetCore.Visitors;

namespace Versori.Connectors.AspNetCore.Pipeline;

/// <summary>What all routes share: headers, the visitor, protection of forms, and errors.</summary>
internal sealed class ConnectPipeline(
    SecurityHeaders headers,
    PublicAddress address,
    StartRules rules,
    VisitorResolver visitors,
    SessionVisitors sessions,
    LanguageCatalog languages,
    IAntiforgery antiforgery,
    ProblemWriter problems,
    ILogger<ConnectPipeline> logger)
{
    public async Task RunAsync(HttpContext http, ConnectRoute route)
    {
        headers.Apply(http.Response);
        address.Apply(http.Request);
        var context = new ConnectContext(http, BasePathOf(http.Request, route), languages.For(http), visitor: null)
        {
            Page = route.Page ?? ConnectPageKind.Problem,
        };
        var result = await HandleAsync(context, route).ConfigureAwait(false);
        if (http.RequestAborted.IsCancellationRequested) return;
        await result.ExecuteAsync(http).ConfigureAwait(false);
    }

    private async Task<IResult> HandleAsync(ConnectContext context, ConnectRoute route)
    {
        try
        {
            if (IsUnusable(context.Http.Request, route))
                return problems.Refused(context, route, StatusCodes.Status400BadRequest, "problem.request");
            if (route.Kind is ConnectRouteKind.Page or ConnectRouteKind.Api)
            {
                if (rules.FindProblem(context.Http.GetEndpoint()) is { } problem)
                {
                    logger.RouteWithoutAuthorization(route.Pattern, problem);
                    return problems.Refused(context, route, StatusCodes.Status403Forbidden, "problem.closed");
                }

                if (await visitors.ResolveAsync(context.Http).ConfigureAwait(false) is not { } visitor)
                    return problems.Refused(context, route, StatusCodes.Status403Forbidden, "problem.nobody");
                context = context.For(visitor);
            }

            if (route.Kind is ConnectRouteKind.SessionPage or ConnectRouteKind.SessionApi)
            {
                if (await sessions.FindAsync(context).ConfigureAwait(false) is not { } visitor)
                    return problems.Refused(context, route, StatusCodes.Status404NotFound, "problem.session");
                context = context.For(visitor);
            }

            if (await IsForgedAsync(context, route).ConfigureAwait(false))
                return problems.Refused(context, route, StatusCodes.Status400BadRequest, "problem.forged");
            return await route.Handler(context).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            return problems.Failed(context, route, exception);
        }
        catch (ConnectorStoreException exception)
        {
            logger.StoreFailed(exception, route.Pattern);
            return problems.Refused(context, route, StatusCodes.Status503ServiceUnavailable, "problem.store");
        }
        catch (BadHttpRequestException exception)
        {
            logger.RequestNotRead(exception, route.Pattern);
            return problems.Refused(context, route, exception.StatusCode, "problem.request");
        }
        catch (InvalidDataException exception)
        {
            logger.RequestNotRead(exception, route.Pattern);
            return problems.Refused(context, route, StatusCodes.Status400BadRequest, "problem.request");
        }
        catch (OperationCanceledException) when (context.Aborted.IsCancellationRequested)
        {
            return Results.Empty;
        }
    }

    private async Task<bool> IsForgedAsync(ConnectContext context, ConnectRoute route)
    {
        if (HttpMethods.IsGet(route.Method)) return false;
        // The machines' routes, such as webhooks, have the host's limit.
        var size = context.Http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (route.Kind != ConnectRouteKind.Machine && size is { IsReadOnly: false })
            size.MaxRequestBodySize = route.MaximumBytes;
        if (route.Kind is ConnectRouteKind.Callback or ConnectRouteKind.Machine) return false;
        var request = context.Http.Request;
        if (route.Kind is ConnectRouteKind.Api or ConnectRouteKind.SessionApi) return IsOfAnotherSite(request);
        if (!request.HasFormContentType) return true;
        var form = await request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        if (form.Any(field => HasNul(field.Key) || field.Value.Any(HasNul)))
            throw new InvalidDataException("A field contains NUL.");
        return !await antiforgery.IsRequestValidAsync(context.Http).ConfigureAwait(false);
    }

    // No store keeps NUL, and nothing of the host has it in a name.
    private static bool IsUnusable(HttpRequest request, ConnectRoute route) =>
        route.Kind is not (ConnectRouteKind.Callback or ConnectRouteKind.Machine)
        && (request.Query.Any(pair => HasNul(pair.Key) || pair.Value.Any(HasNul))
            || request.RouteValues.Values.Any(value => HasNul(value as string)));

    private static bool HasNul(string? text) => text?.Contains('\0', StringComparison.Ordinal) is true;

    // A page of another site cannot send JSON without a preflight, and browsers name the page's origin.
    private static bool IsOfAnotherSite(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is not ("same-origin" or "none");
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}";
    }

    private static string BasePathOf(HttpRequest request, ConnectRoute route)
    {
        var path = request.Path.Value!.TrimEnd('/');
        for (var i = 0; i < route.SegmentCount; i++) path = path[..Math.Max(path.LastIndexOf('/'), 0)];
        // Encoded again: a decoded backslash or slash at the beginning would make links lead to another host.
        return request.PathBase.ToUriComponent() + new PathString(path).ToUriComponent();
    }
}
