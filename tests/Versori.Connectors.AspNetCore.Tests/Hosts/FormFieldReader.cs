using AngleSharp.Html.Dom;

namespace Versori.Connectors.AspNetCore.Tests.Hosts;

/// <summary>What a browser sends of a form that nobody has changed, without a button.</summary>
internal static class FormFieldReader
{
    public static List<KeyValuePair<string, string>> Read(IHtmlFormElement form)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements)
        {
            if (element is IHtmlInputElement { Name: { } name } input
                && (input.Type is not ("checkbox" or "radio") || input.IsChecked))
            {
                fields.Add(new(name, input.Value));
            }

            if (element is IHtmlTextAreaElement { Name: { } area } text) fields.Add(new(area, text.Value));
            if (element is IHtmlSelectElement { Name: { } choice } select) fields.Add(new(choice, select.Value ?? ""));
        }

        return fields;
    }
}
