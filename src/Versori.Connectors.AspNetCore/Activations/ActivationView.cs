using System.Globalization;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Api;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Activations;

/// <summary>Writes the pages of integrations.</summary>
internal sealed class ActivationView(PageLayout layout)
{
    public static string FieldOf(string template) => $"connection-{template}";

    public IResult AskForPerson(ConnectContext context)
    {
        var texts = context.Texts;
        return layout.Page(context, StatusCodes.Status200OK, texts["activation.list"], html =>
        {
            html.Write($"<form method=\"get\"><p class=\"field\"><label for=\"owner\">{texts["activation.person"]}");
            html.Write($"</label><span class=\"help\" id=\"owner-help\">{texts["activation.personHelp"]}</span>");
            html.Write($"<input id=\"owner\" name=\"{PersonAccess.Parameter}\" required value=\"user:\" ");
            html.Write($"aria-describedby=\"owner-help\"></p><div class=\"actions\">");
            html.Write($"<button class=\"primary\">{texts["activation.show"]}</button></div></form>");
        });
    }

    public IResult List(ConnectContext context, Owner owner, IReadOnlyList<IntegrationItem> items)
    {
        var texts = context.Texts;
        var query = PersonAccess.QueryFor(context, owner);
        return layout.Page(context, StatusCodes.Status200OK, texts["activation.list"], html =>
        {
            WritePerson(html, context, owner);
            if (items.Count == 0) html.Write($"<p>{texts["activation.none"]}</p>");
            html.Write($"<ul class=\"rows\">");
            foreach (var item in items)
            {
                var url = context.Url("integrations", item.Integration) + query;
                html.Write($"<li class=\"row\"><h2><a href=\"{url}\">{item.Integration}</a></h2><p>");
                WriteStatus(html, context, item.Status);
                html.Write($"</p></li>");
            }

            html.Write($"</ul><p><a class=\"button danger\" href=\"{context.Url("person")}{query}\">");
            html.Write($"{texts["person.delete"]}</a></p>");
        });
    }

    public static SeeOther Done(ConnectContext context, ActivationKey key, string done)
    {
        var query = PersonAccess.QueryFor(context, key.Owner);
        var mark = query.Length == 0 ? "?" : $"{query}&";
        return new($"{context.Url("integrations", key.Integration)}{mark}done={done}");
    }

    public IResult Show(ConnectContext context, ActivationModel model, int status)
    {
        var (texts, state) = (context.Texts, model.State);
        var query = PersonAccess.QueryFor(context, state.Key.Owner);
        return layout.Page(context, status, state.Key.Integration, html =>
        {
            PageNotices.Write(html, context);
            WritePerson(html, context, state.Key.Owner);
            html.Write($"<p>");
            WriteStatus(html, context, ApiItems.Name(state.Status));
            html.Write($"</p>");
            WriteProblems(html, context, model);
            var back = context.Url("integrations", state.Key.Integration) + query;
            MissingScopes.Write(html, context, state, back);
            PageForms.Begin(html, context);
            var revision = (state.Activation?.Revision ?? 0).ToString(CultureInfo.InvariantCulture);
            PageForms.WriteHidden(html, "revision", revision);
            foreach (var template in state.Templates) WriteTemplate(html, context, model, template);
            var schema = state.VariableSchema?.Root;
            VariableFields.Write(html, schema, new(model.Variables, schema, model.Errors), texts);
            var isActive = state.Activation is { IsActive: true };
            html.Write($"<div class=\"actions\"><button class=\"primary\">");
            html.Write($"{texts[isActive ? "activation.save" : "activation.activate"]}</button></div></form>");
            if (!isActive) return;
            var url = context.Url("integrations", state.Key.Integration, "deactivate") + query;
            PageForms.WriteButton(html, context, url, texts["activation.deactivate"], "danger");
        });
    }

    public static void WritePerson(HtmlWriter html, ConnectContext context, Owner owner)
    {
        if (owner != context.Visitor.Owner)
            html.Write($"<p>{context.Texts["activation.person"]}: <strong>{owner.UserId}</strong></p>");
    }

    private static void WriteTemplate(
        HtmlWriter html, ConnectContext context, ActivationModel model, TemplateActivation found)
    {
        var (texts, template) = (context.Texts, found.Template);
        var id = FieldOf(template.Id.Name);
        var isInvalid = new HtmlAttribute("aria-invalid", found.Problem is null ? null : "true");
        html.Write($"<p class=\"field\"><label for=\"{id}\">{template.Id.Name}: {texts["templates.choose"]}</label>");
        html.Write($"<select id=\"{id}\" name=\"{id}\"{isInvalid}>");
        html.Write($"<option value=\"\">{texts["templates.automatic"]}</option>");
        var chosen = model.Chosen.TryGetValue(template.Id.Name, out var known) ? known : (ConnectionId?)null;
        foreach (var connection in model.Connections[template.ConnectorId])
        {
            var isChosen = new HtmlFlag("selected", connection.Id == chosen);
            html.Write($"<option value=\"{connection.Id}\"{isChosen}>{connection.Name}</option>");
        }

        html.Write($"</select></p>");
        if (model.State.Key.Owner != context.Visitor.Owner) return;
        var back = Uri.EscapeDataString(context.Url("integrations", template.Id.Integration));
        var url = $"{context.Url("connectors", template.ConnectorId.Value)}?return={back}";
        html.Write($"<p><a href=\"{url}\">{texts["connector.new"]}: {template.ConnectorId}</a></p>");
    }

    // Of a page that was just opened: what is missing. Of a form that was refused: why.
    private static void WriteProblems(HtmlWriter html, ConnectContext context, ActivationModel model)
    {
        var isRefused = model.Errors.Count > 0;
        var errors = isRefused ? model.Errors : model.State.Missing;
        if (errors.Count == 0) return;
        var role = new HtmlAttribute("role", isRefused ? "alert" : null);
        html.Write($"<section class=\"notice {(isRefused ? "bad" : "warn")}\" aria-labelledby=\"missing\"{role}>");
        html.Write($"<h2 id=\"missing\">{context.Texts[isRefused ? "form.errors" : "activation.missing"]}</h2><ul>");
        foreach (var error in errors)
        {
            var name = error.Location?.Split('/').ElementAtOrDefault(2);
            var message = context.Texts.Find($"activation.{ApiItems.Name(error.Code)}") ?? error.Message;
            html.Write($"<li>{name}{(name is null ? "" : ": ")}{message}</li>");
        }

        html.Write($"</ul></section>");
    }

    private static void WriteStatus(HtmlWriter html, ConnectContext context, string status)
    {
        var kind = status switch { "active" => "good", "incomplete" => "bad", _ => "warn" };
        html.Write($"<span class=\"badge {kind}\">{context.Texts[$"activation.status.{status}"]}</span>");
    }
}
