using Versori.Connectors.AspNetCore.Forms;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Activations;

/// <summary>The scopes that an integration lacks for a person, and the way to grant them.</summary>
internal static class MissingScopes
{
    /// <summary>
    /// The page that grants what a template's connection lacks; null if it lacks nothing, or is not the visitor's.
    /// </summary>
    public static string? UrlFor(ConnectContext context, TemplateActivation found) =>
        IsMissing(found) && context.Visitor.MayUse(found.Connection!)
            ? context.Url("connections", found.Connection!.Id.ToString())
            : null;

    public static void Write(HtmlWriter html, ConnectContext context, ActivationState state, string back)
    {
        var found = state.Templates.Where(IsMissing).ToArray();
        if (found.Length == 0) return;
        var texts = context.Texts;
        html.Write($"<section class=\"notice warn\" aria-labelledby=\"scopes\">");
        html.Write($"<h2 id=\"scopes\">{texts["activation.scopes"]}</h2><p>{texts["activation.scopesHelp"]}</p>");
        foreach (var (index, template) in found.Index())
            WriteTemplate(html, context, template, $"scopes-{index}", back);
        html.Write($"</section>");
    }

    private static void WriteTemplate(
        HtmlWriter html, ConnectContext context, TemplateActivation found, string id, string back)
    {
        var (texts, connection) = (context.Texts, found.Connection!);
        html.Write($"<h3 id=\"{id}\">{found.Template.Id.Name}: {connection.Name}</h3>");
        foreach (var scopes in found.Scopes.Where(scopes => scopes.Missing.Count > 0))
        {
            html.Write($"<dl><dt>{texts["fact.needed"]}</dt><dd>{string.Join(", ", scopes.Needed)}</dd>");
            html.Write($"<dt>{texts["fact.granted"]}</dt><dd>{string.Join(", ", scopes.Granted)}</dd>");
            html.Write($"<dt>{texts["fact.missing"]}</dt><dd>{string.Join(", ", scopes.Missing)}</dd></dl>");
        }

        if (UrlFor(context, found) is not { } url) return;
        if (IsSignedIn(found))
        {
            PageForms.WriteButton(
                html,
                context,
                context.Url("connections", connection.Id.ToString(), "step-up"),
                texts["connection.stepUp"],
                kind: null,
                describedBy: id,
                (FieldNames.Return, back));
            return;
        }

        // What no browser signs in for: an upgrade, or a new connection in its place.
        html.Write($"<p><a class=\"button\" href=\"{url}\" aria-describedby=\"{id}\">");
        html.Write($"{texts["connection.show"]}</a></p>");
    }

    private static bool IsMissing(TemplateActivation found) =>
        found.Connection is not null && found.Scopes.Any(scopes => scopes.Missing.Count > 0);

    private static bool IsSignedIn(TemplateActivation found)
    {
        var methods = found.Connection!.Snapshot.Methods.OfType<OAuth2Auth>()
            .Where(method => method.Grant == OAuth2Grant.AuthorizationCode).Select(method => method.Id);
        return found.Scopes.Any(scopes =>
            scopes.Missing.Count > 0 && methods.Contains(scopes.MethodId, StringComparer.Ordinal));
    }
}
