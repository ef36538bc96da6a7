-- {{< autoencoder-playground src="https://example.org/playground/" preset="deep-4" >}}
--
-- HTML output gets the playground, every other a link to it. `src` is the playground's folder; the
-- document's metadata may give it for all shortcodes:
--
--   autoencoder-playground:
--     src: https://example.org/playground/

local TAG = 'autoencoder-playground'

local ATTRIBUTES = {
  'preset', 'panels', 'task', 'code', 'data', 'train', 'epochs', 'controls', 'theme', 'lang',
  'seed', 'backend', 'link', 'height', 'loading', 'title',
}

local ENTITIES = { ['&'] = '&amp;', ['<'] = '&lt;', ['>'] = '&gt;', ['"'] = '&quot;' }

local function text_of(value)
  return value and pandoc.utils.stringify(value) or ''
end

local function attribute(name, value)
  return string.format(' %s="%s"', name, (value:gsub('[&<>"]', ENTITIES)))
end

-- As `encodeURIComponent` does.
local function percent(value)
  return (value:gsub('[^%w%-_.!~*\'()]', function(byte)
    return string.format('%%%02X', byte:byte())
  end))
end

local function folder_of(kwargs, meta)
  local own = meta[TAG]
  local src = text_of(kwargs.src)
  if src == '' and own then src = text_of(own.src) end
  if src == '' then error(TAG .. ': src, the folder of the playground, is missing') end
  return (src:gsub('/?$', '/', 1))
end

local function element(src, kwargs)
  local attributes = attribute('src', src)
  for _, name in ipairs(ATTRIBUTES) do
    local value = text_of(kwargs[name])
    if value ~= '' then attributes = attributes .. attribute(name, value) end
  end
  return string.format(
    '<script type="module"%s></script>\n<%s%s></%s>',
    attribute('src', src .. 'embed.js'), TAG, attributes, TAG
  )
end

local function address(src, kwargs)
  local parameters = {}
  for _, name in ipairs(ATTRIBUTES) do
    local value = text_of(kwargs[name])
    local is_parameter = name ~= 'link' and name ~= 'height' and name ~= 'loading' and name ~= 'title'
    if is_parameter and value ~= '' then
      parameters[#parameters + 1] = name .. '=' .. percent(value)
    end
  end
  local query = #parameters > 0 and '?' .. table.concat(parameters, '&') or ''
  return src .. 'embed.html' .. query .. text_of(kwargs.link)
end

return {
  [TAG] = function(_, kwargs, meta)
    local src = folder_of(kwargs, meta)
    if quarto.doc.is_format('html:js') then
      return pandoc.RawBlock('html', element(src, kwargs))
    end
    return pandoc.Para({ pandoc.Link('Autoencoder playground', address(src, kwargs)) })
  end,
}
