using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Problems;

/// <summary>Reports an error as a page or as problem details (RFC 9457), by the kind of the route.</summary>
internal sealed class ProblemWriter(PageLayout layout, ILogger<ProblemWriter> logger)
{
    public IResult Refused(ConnectContext context, ConnectRoute route, int status, string text)
    {
        var message = context.Texts[text];
        var code = text[(text.IndexOf('.', StringComparison.Ordinal) + 1)..];
        return IsPage(route) ? Page(context, status, [message]) : Details(status, code, message, []);
    }

    public IResult Failed(ConnectContext context, ConnectRoute route, ConnectorException exception)
    {
        logger.RequestFailed(route.Pattern, exception.Code);
        var status = ProblemStatus.Of(exception.Code);
        if (exception.Error.RetryAfter is { } wait)
        {
            context.Http.Response.Headers.RetryAfter =
                Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return IsPage(route)
            ? Page(
                context,
                status,
                [context.Texts[CodeText(exception.Code)], .. exception.Errors.Select(Text)],
                exception.Errors)
            : Details(status, CodeName(exception.Code), exception.Error.Message, exception.Errors);
    }

    /// <summary>Problem details of an error, with further members.</summary>
    public static IResult Details(
        ConnectorException exception, params ReadOnlySpan<(string Name, object Value)> members) => Details(
        ProblemStatus.Of(exception.Code),
        CodeName(exception.Code),
        exception.Error.Message,
        exception.Errors,
        members);

    /// <summary>A page that says that something does not exist, or belongs to someone else.</summary>
    public IResult NotFound(ConnectContext context) =>
        Page(context, StatusCodes.Status404NotFound, [context.Texts["problem.notFound"]]);

    public static string CodeText(ConnectorErrorCode code) => $"problem.{CodeName(code)}";

    public static string CodeName(ConnectorErrorCode code)
    {
        var name = code.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string Text(ConnectorError error) => error.Message;

    private static bool IsPage(ConnectRoute route) =>
        route.Kind is ConnectRouteKind.Page or ConnectRouteKind.OpenPage or ConnectRouteKind.Callback
            or ConnectRouteKind.SessionPage;

    private PageResult Page(
        ConnectContext context,
        int status,
        IReadOnlyList<string> messages,
        IReadOnlyList<ConnectorError>? errors = null)
    {
        var texts = context.Texts;
        return layout.Page(context, status, texts["problem.title"], Write, ConnectPageKind.Problem, errors);

        void Write(HtmlWriter html)
        {
            html.Write($"<div class=\"notice bad\" role=\"alert\">");
            foreach (var message in messages) html.Write($"<p>{message}</p>");
            html.Write($"</div>");
            if (context.HasVisitor) html.Write($"<p><a href=\"{context.Url()}\">{texts["problem.back"]}</a></p>");
        }
    }

    private static IResult Details(
        int status,
        string code,
        string message,
        IReadOnlyList<ConnectorError> errors,
        params ReadOnlySpan<(string Name, object Value)> members)
    {
        var details = new ProblemDetails { Status = status, Title = code, Detail = message };
        details.Extensions["code"] = code;
        foreach (var (name, value) in members) details.Extensions[name] = value;
        if (errors.Count > 0)
        {
            details.Extensions["errors"] = errors
                .Select(error => new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["code"] = CodeName(error.Code),
                    ["message"] = error.Message,
                    ["location"] = error.Location,
                    ["isTransient"] = error.IsTransient,
                })
                .ToArray();
        }

        return Results.Problem(details);
    }
}
