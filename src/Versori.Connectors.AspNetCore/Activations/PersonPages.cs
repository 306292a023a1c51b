using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Activations;

/// <summary>Deletes all that belongs to a person, after the page has shown what that is.</summary>
internal sealed class PersonPages(
    IPersons persons, IConnections connections, IActivations activations, PageLayout layout)
{
    private const int MaximumShown = 100;

    public async Task<IResult> ShowAsync(ConnectContext context)
    {
        var owner = PersonAccess.Find(context);
        var owned = new List<string>();
        var listed = connections.ListAsync(new() { Owner = owner }, context.Aborted);
        await foreach (var connection in listed.ConfigureAwait(false))
        {
            owned.Add($"{connection.ConnectorId} – {connection.Name}");
            if (owned.Count == MaximumShown) break;
        }

        var active = activations.ListAsync(new() { Owner = owner }, context.Aborted);
        await foreach (var activation in active.ConfigureAwait(false))
        {
            if (owned.Count >= MaximumShown) break;
            owned.Add(activation.Key.Integration);
        }

        var texts = context.Texts;
        return layout.Page(context, StatusCodes.Status200OK, texts["person.delete"], html =>
        {
            ActivationView.WritePerson(html, context, owner);
            html.Write($"<p>{texts["person.text"]}</p>");
            if (owned.Count == 0) html.Write($"<p>{texts["person.nothing"]}</p>");
            html.Write($"<ul>");
            foreach (var text in owned) html.Write($"<li>{text}</li>");
            html.Write($"</ul><form method=\"post\">");
            PageForms.WriteToken(html, context);
            html.Write($"<p class=\"choice\"><input type=\"checkbox\" id=\"sure\" name=\"sure\" value=\"yes\" ");
            html.Write($"required>");
            html.Write($"<label for=\"sure\">{texts["person.sure"]}</label></p><div class=\"actions\">");
            html.Write($"<button class=\"danger\">{texts["person.delete"]}</button>");
            html.Write($"<a href=\"{context.Url()}\">{texts["cancel"]}</a></div></form>");
        });
    }

    public async Task<IResult> DeleteAsync(ConnectContext context)
    {
        var form = await context.Http.Request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        if (form["sure"] != "yes") return await ShowAsync(context).ConfigureAwait(false);
        var owner = PersonAccess.Find(context);
        var deleted = await persons.DeleteAsync(owner.UserId!, context.Aborted).ConfigureAwait(false);
        var texts = context.Texts;
        return layout.Page(context, StatusCodes.Status200OK, texts["person.deleted"], html =>
        {
            ActivationView.WritePerson(html, context, owner);
            html.Write($"<p role=\"status\">{texts.Format("person.count", deleted.Connections)}</p>");
            html.Write($"<p><a href=\"{context.Url()}\">{texts["problem.back"]}</a></p>");
        });
    }
}
